#!/usr/bin/env python3
"""Measures what another program's project costs to bring in and to take out: seconds of CPU, and the most memory.

    Benchmarks/bench_exchange.py [--codings 100000] [--program PATH]

The project is made here, as a REFI-QDA project of four coders, 50 codes and texts of 60 KB with 500 codings
each, which say when they were made. Another one is in Cyrillic letters, and quotes something wrong once, so that
every way of counting places is tried.
"""

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import uuid
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

from bench import HERE, measured
from corpus import Corpus

CODERS, CODES, CODINGS_A_TEXT = 4, 50, 500
NEW_YEAR = datetime(2024, 1, 1)
CYRILLIC = {ord("a") + n: ord("а") + n for n in range(26)}
NAMESPACE = uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def guid(*what):
    return str(uuid.uuid5(NAMESPACE, " ".join(map(str, what))))


def selections(number, text, count, wrong=None):
    """Codings of one text, each with its words, of 3 to 80 characters; one quotes something else."""
    source = random.Random(f"codings {number}")
    for place in range(count):
        length = source.randint(3, 80)
        start = source.randrange(len(text) - length)
        words = "said by nobody" if place == wrong else text[start : start + length]
        name = quoteattr(words, {"\n": "&#10;"})
        code, coder = source.randrange(CODES), source.randrange(CODERS)
        seconds = source.randrange(31_536_000)
        made = f'creatingUser="{guid("user", coder)}" creationDateTime="{NEW_YEAR + timedelta(seconds=seconds):%FT%TZ}"'
        yield (
            f'<PlainTextSelection guid="{guid("selection", number, place)}" name={name} startPosition="{start}" '
            f'endPosition="{start + length}" {made}>'
            f'<Coding guid="{guid("coding", number, place)}" {made}>'
            f'<CodeRef targetGUID="{guid("code", code)}"/></Coding></PlainTextSelection>'
        )


def write_project(path, codings, folder, cyrillic=False):
    texts = -(-codings // CODINGS_A_TEXT)
    Corpus().write_interviews(folder, texts * 0.0605)
    users = "".join(f'<User guid="{guid("user", n)}" name="coder{n}"/>' for n in range(CODERS))
    codes = "".join(f'<Code guid="{guid("code", n)}" name="code {n}" isCodable="true"/>' for n in range(CODES))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = []
        left = codings
        for number, file in enumerate(sorted(folder.iterdir())[:texts]):
            text = file.read_text()
            if cyrillic:
                text = text.translate(CYRILLIC)
            archive.writestr(f"sources/{guid('text', number)}.txt", text)
            count = min(left, CODINGS_A_TEXT)
            left -= count
            parts.append(
                f'<TextSource guid="{guid("text", number)}" name="{file.stem}" '
                f'plainTextPath="internal://{guid("text", number)}.txt" creatingUser="{guid("user", 0)}">'
                + "".join(selections(number, text, count, 0 if cyrillic and number == 0 else None)) + "</TextSource>"
            )
        archive.writestr(
            "project.qde",
            '<?xml version="1.0" encoding="utf-8"?>'
            '<Project xmlns="urn:QDA-XML:project:1.0" name="bench" origin="bench_exchange">'
            f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{''.join(parts)}</Sources></Project>",
        )
    return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--program", default=HERE.parent / ".build/release/leitmotif")
    options = parser.parse_args()
    late = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        # In a process of its own, for what a child is said to have taken begins with what its parent has.
        with multiprocessing.Pool(1) as pool:
            texts = pool.apply(write_project, (folder / "team.qdpx", options.codings, folder / "texts"))
            pool.apply(write_project, (folder / "cyrillic.qdpx", options.codings, folder / "texts", True))
        size = (folder / "team.qdpx").stat().st_size / 1e6
        print(f"{options.codings} codings on {texts} texts, {size:.1f} MB packed; the program: {options.program}\n")
        print(f"{'':28}{'CPU s':>8}{'bar':>6}{'RSS MB':>8}{'bar':>6}")

        def run(what, *arguments, seconds_bar=None, memory_bar=None):
            nonlocal late
            text, seconds, memory = measured([options.program, *arguments])
            # The bars are those of a hundred thousand codings.
            held = options.codings != 100_000 or (
                seconds <= (seconds_bar or seconds) and memory <= (memory_bar or memory))
            late = late or not held
            print(
                f"{what:28}{seconds:8.2f}{seconds_bar or '':>6}{memory:8.0f}{memory_bar or '':>6}"
                f"{'' if held else '  over its bar'}", flush=True)
            return text

        store = folder / "team.sqlite"
        text = run("import qdpx", "import", store, folder / "team.qdpx", "--json", seconds_bar=3, memory_bar=300)
        codings = json.loads(text)["codings"]
        print(f"{'':4}{codings} codings taken over")
        other = folder / "cyrillic.sqlite"
        run("import qdpx, Cyrillic", "import", other, folder / "cyrillic.qdpx", "--json", seconds_bar=4, memory_bar=300)
        run("export qdpx", "export", store, "--format", "qdpx", "--out", folder / "out.qdpx", seconds_bar=5)
        run("doctor of what was exported", "doctor", folder / "out.qdpx", "--json")
        for name in ("csv", "jsonl", "xlsx"):
            run(f"export {name}", "export", store, "--codings", "--format", name, "--out", folder / f"out.{name}")
        for name in ("inception", "label-studio", "doccano", "brat"):
            run(f"export {name}", "export", store, "--format", name, "--out", folder / f"out.{name}")
            run(f"import {name}", "import", folder / f"{name}.sqlite", folder / f"out.{name}", "--as", name, "--json")
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
