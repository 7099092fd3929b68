#!/usr/bin/env python3
"""Measures `leitmotif run`: MB of interviews a second of CPU, and the most memory that it took.

    Benchmarks/bench.py [--mb 10] [--terms 10,100,1000,10000] [--peers] [--program PATH] [--folder DIR]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from corpus import Corpus

HERE = Path(__file__).resolve().parent
STAGES = [
    ("read", "  - ingest: text\n    files: [interviews/*.txt]\n"),
    ("segment", "  - segment: turns\n  - segment: sentences\n"),
    ("match", "  - classify: keywords\n  - classify: rules\n"),
    ("merge", "  - merge: adjudicate\n"),
]


LABELS = ["INT", "ROSA"]
SPEECH = "We bring the harvest in before the rain comes, and then we wait for the price of it. "


def turns_in(turn, head="", tail=""):
    """A maker of files with so many turns, which writes one and returns the size that counts."""

    def make(path, turns):
        with path.open("w", newline="") as file:
            file.write(head)
            # In pieces: what this process holds counts as memory of the programs that it starts.
            for first in range(0, turns, 1000):
                file.write("".join(turn(n, LABELS[n % 2]) for n in range(first, min(turns, first + 1000))))
            file.write(tail)
        return path.stat().st_size

    return make


def clock(n, mark="."):
    return f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}{mark}000"


def tei_words():
    return "".join(f'<w lemma="{word}" pos="x">{word}</w> ' for word in SPEECH.split()) * 2


def docx(path, turns):
    """Writes a Word document whose words differ, as people's do; what counts is its XML, unpacked."""
    words = [f"{chr(97 + n % 26)}{n * 7919 % 99991:x}" for n in range(5000)]

    def run(n, count):
        return " ".join(words[(n * 31 + k * k) % len(words)] for k in range(count))

    def paragraph(n):
        return (
            f'<w:p w:rsidR="00A{n:05X}"><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
            f'<w:t xml:space="preserve">{LABELS[n % 2]}: </w:t></w:r><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
            f'<w:t xml:space="preserve">{run(n, 40)} </w:t></w:r><w:r><w:t>{run(n + 7, 12)}.</w:t></w:r></w:p>'
        ).encode()

    size = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as main:
            main.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            for n in range(turns):
                size += main.write(paragraph(n))
            main.write(b"</w:body></w:document>")
    return size


# What is read, by what it is called here: a maker, the file's ending, and the bar in MB a second of CPU.
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
READERS = {
    "plain text": (turns_in(lambda n, who: f"{who}: {SPEECH * 8}\n\n"), "txt", "200"),
    "TEI": (turns_in(lambda n, who: f'<u who="#{who}"><seg>{SPEECH * 8}</seg></u>\n', TEI, "</body></text></TEI>"), "xml", "60"),
    "TEI, word by word": (
        turns_in(lambda n, who, words=tei_words(): f'<u who="#{who}"><seg>{words}</seg></u>\n', TEI, "</body></text></TEI>"), "xml", "60"),
    "Word (MB of XML)": (docx, "docx", "20"),
    "Rich Text": (
        turns_in(lambda n, who: f"\\pard\\plain\\f0\\fs24 {{\\b {who}:}} {SPEECH * 6}it\\rquote s \\'93so\\'94.\\par\n", "{\\rtf1\\ansi\n", "}"), "rtf", ""),
    "WebVTT": (turns_in(lambda n, who: f"{clock(n)} --> {clock(n + 1)}\n<v {who}>{SPEECH * 8}\n\n", "WEBVTT\n\n"), "vtt", ""),
    "SRT": (turns_in(lambda n, who: f"{n + 1}\n{clock(n, ',')} --> {clock(n + 1, ',')}\n{who}: {SPEECH * 8}\n\n"), "srt", ""),
}


def one_line(path, megabytes):
    with path.open("wb") as file:
        return sum(file.write(b"and so we wait, " * 62_500) for _ in range(megabytes))


ODD_FILES = {
    "100 MB in one line": (one_line, 100),
    "a million turns": (turns_in(lambda n, who: f"{who}: Yes, we do.\n\n"), 1_000_000),
    "10,000 speakers": (turns_in(lambda n, who: f"Ada Obi{n % 10_000}: Yes, we do.\n\n"), 100_000),
}


def measured(command):
    """Runs a command: its output, the seconds of CPU, and its peak RSS in MB."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=output, stderr=errors)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode()
        errors.seek(0)
        problems = errors.read().decode()
    if child.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {child.returncode}\n{problems}")
    return text, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def write_codebook(path, terms, rules=()):
    """Writes a codebook; JSON is YAML."""
    codes = {}
    for code, term in terms:
        codes.setdefault(f"c{code:03}", []).append(json.dumps(term))
    lines = ["leitmotif: codebook/1", "codebook: bench", 'version: "1"', "language: en", "codes:"]
    for code, found in codes.items():
        lines += [f"  - code: {code}", "    rules:", f"      - any: [{', '.join(found)}]"]
    for number, rule in enumerate(rules):
        lines += [f"  - code: r{number:03}", "    rules:", f"      - {json.dumps(rule)}"]
    path.write_text("\n".join(lines) + "\n")


def write_pipeline(folder, name, stages):
    """Writes a pipeline with its store in a file of its own."""
    path = folder / f"{name}.yaml"
    head = f"leitmotif: pipeline/1\nname: {name}\nstore: {name}.sqlite\ncodebook: codebook.yaml\nstages:\n"
    path.write_text(head + "".join(text for _, text in stages))
    return path


class Bench:
    def __init__(self, program, folder, megabytes):
        self.program, self.folder = program, folder
        self.corpus = Corpus()
        self.bytes = self.corpus.write_interviews(folder / "interviews", megabytes)
        self.rate = {}
        print(f"corpus: {self.bytes / 1e6:.1f} MB; the program: {program}\n")
        print(f"{'':34}{'CPU s':>8}{'MB/CPU s':>10}{'RSS MB':>8}{'codings':>10}  result")

    def run(self, what, name, stages=STAGES):
        """Runs a pipeline, prints a line and returns the seconds of CPU."""
        path = write_pipeline(self.folder, name, stages)
        text, seconds, memory = measured([self.program, "run", path, "--json", "--progress", "none"])
        outcome = json.loads(text)
        print(
            f"{what:34}{seconds:8.2f}{self.bytes / 1e6 / seconds:10.1f}{memory:8.0f}"
            f"{outcome['codings']:10}  {outcome['result'][:12]}",
            flush=True,
        )
        return seconds

    def discard(self, name):
        for path in self.folder.glob(f"{name}.sqlite*"):
            path.unlink()

    def cold(self, terms):
        write_codebook(self.folder / "codebook.yaml", self.corpus.terms(terms))
        seconds = self.run(f"{terms} terms", "cold")
        self.rate[terms] = self.bytes / 1e6 / seconds

    def stages(self):
        """One stage more each time: what a stage costs is the difference, its rows in the store included."""
        before = 0.0
        for count, (name, _) in enumerate(STAGES, 1):
            seconds = self.run(f"1000 terms, up to {name}", "stages", STAGES[:count])
            print(f"{'':4}{name}: {seconds - before:.2f} s more")
            before = seconds
            self.discard("stages")

    def readers(self):
        """What `inspect` takes for more of the same: a file, one three times as large, and the difference."""
        print(f"\n{'reading (inspect)':34}{'CPU s':>8}{'MB/CPU s':>10}{'RSS MB':>8}{'bar':>8}")
        for kind, (make, ending, bar) in READERS.items():
            small, large = (self.read_often(make, turns, ending) for turns in (20_000, 60_000))
            rate = (large[0] - small[0]) / 1e6 / (large[1] - small[1])
            print(f"{kind:34}{large[1]:8.2f}{rate:10.1f}{large[2]:8.0f}{bar:>8}", flush=True)
        for what, (make, count) in ODD_FILES.items():
            size, seconds, memory = self.read_often(make, count, "txt")
            print(f"{what:34}{seconds:8.2f}{size / 1e6 / seconds:10.1f}{memory:8.0f}", flush=True)
        print()

    def read_often(self, make, count, ending):
        """The size that counts, the least seconds of CPU of three readings, and the peak of memory."""
        path = self.folder / f"large.{ending}"
        size = make(path, count)
        used = [measured([self.program, "inspect", path])[1:] for _ in range(3)]
        path.unlink()
        return size, min(seconds for seconds, _ in used), max(memory for _, memory in used)

    def reruns(self):
        terms = self.corpus.terms(10_000)
        codebook = self.folder / "codebook.yaml"
        write_codebook(codebook, terms)
        cold = self.run("10000 terms, cold", "again")

        def rerun(what):
            print(f"{'':4}{100 * self.run(what, 'again') / cold:.1f} % of the cold run")

        rerun("  nothing changed")
        write_codebook(codebook, terms[:-1])
        rerun("  one code of 200 edited")
        shutil.copy(self.folder / "interviews/d00000.txt", self.folder / "interviews/added.txt")
        rerun("  one interview added")
        (self.folder / "interviews/added.txt").unlink()
        self.discard("again")

    def peers(self):
        write = self.folder / "terms.json"
        write.write_text(json.dumps(self.corpus.terms(1000)))
        for peer in ("pyahocorasick", "spacy"):
            command = [sys.executable, HERE / "peers.py", peer, self.folder / "interviews", write]
            text, seconds, memory = measured(command)
            outcome = json.loads(text)
            if outcome["skipped"]:
                print(f"{peer}: skipped, it is not installed (pip install {peer})")
                continue
            rate = outcome["bytes"] / 1e6 / outcome["cpu"]
            print(f"{peer + ', 1000 terms':34}{outcome['cpu']:8.2f}{rate:10.1f}{memory:8.0f}{outcome['codings']:10}")
            if 1000 in self.rate:
                print(f"{'':4}ours takes in {self.rate[1000] / rate:.1f} times as much text a second of CPU")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=int, default=10)
    parser.add_argument("--terms", default="10,100,1000,10000")
    parser.add_argument("--program", default=HERE.parent / ".build/release/leitmotif")
    parser.add_argument("--folder", help="where the study is kept; else it is deleted")
    parser.add_argument("--only-cold", action="store_true", help="no stages, reruns and peers")
    parser.add_argument("--only-readers", action="store_true", help="how fast each kind of file is read, nothing else")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(options.program, Path(options.folder or temporary), 0 if options.only_readers else options.mb)
        if options.only_readers:
            return bench.readers()
        for terms in map(int, options.terms.split(",")):
            bench.cold(terms)
            bench.discard("cold")
        write_codebook(bench.folder / "codebook.yaml", [], bench.corpus.rules())
        bench.run("50 rules", "cold")
        bench.discard("cold")
        if not options.only_cold:
            write_codebook(bench.folder / "codebook.yaml", bench.corpus.terms(1000))
            bench.stages()
            bench.readers()
            bench.reruns()
            bench.peers()
        _, seconds, memory = measured([options.program, "--help"])
        print(f"{'--help':34}{seconds:8.3f}{'':10}{memory:8.0f}")


if __name__ == "__main__":
    main()
