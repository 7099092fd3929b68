#!/usr/bin/env python3
"""Measures the report of a large study, in its usual formats: how long it takes, the most memory, the size of what is written.

    Benchmarks/bench_report.py [--mb 100] [--terms 5000] [--program PATH] [--folder DIR]

The interviews and the codebook are made here; as set, about 1,650 interviews have a million final codings. Transcripts are
read by two or three threads, where the machine has as many cores: the bar is of the seconds that somebody waits.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import HERE, STAGES, measured, write_codebook, write_pipeline
from corpus import Corpus

SECONDS_BAR, MEMORY_BAR, OPENING_BAR = 10, 500, 2


def opening(page):
    """The seconds until the page is seen and until it is loaded, medians of five; `None` without the browser's tests."""
    python = HERE.parent / ".build/browser/bin/python"
    if not python.exists():
        return None
    times = [
        subprocess.run([python, HERE / "open_page.py", page], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(5)
    ]
    return [statistics.median(map(float, kind)) for kind in zip(*times)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--terms", type=int, default=5000)
    parser.add_argument("--program", default=HERE.parent / ".build/release/leitmotif")
    parser.add_argument("--folder", help="where the study is kept; else it is deleted")
    options = parser.parse_args()
    late = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.folder or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        corpus = Corpus()
        if not (folder / "interviews").exists():
            corpus.write_interviews(folder / "interviews", options.mb)
        write_codebook(folder / "codebook.yaml", corpus.terms(options.terms))
        path = write_pipeline(folder, "study", STAGES)
        text, _, _ = measured([options.program, "run", path, "--json", "--progress", "none"])
        outcome = json.loads(text)
        interviews = len(list((folder / "interviews").iterdir()))
        print(f"{interviews} interviews, {outcome['codings']} codings; {options.program}\n")
        print(f"{'report':28}{'seconds':>8}{'bar':>6}{'CPU s':>8}{'RSS MB':>8}{'bar':>6}{'MB written':>12}")
        out = folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        begin = time.monotonic()
        _, used, memory = measured([options.program, "report", folder / "study.sqlite", "--to", out])
        seconds = time.monotonic() - begin
        held = seconds <= SECONDS_BAR and memory <= MEMORY_BAR
        late = not held
        written = sum(file.stat().st_size for file in out.iterdir()) / 1e6
        print(
            f"{'html, text, csv':28}{seconds:8.2f}{SECONDS_BAR:>6}{used:8.2f}{memory:8.0f}{MEMORY_BAR:>6}{written:12.1f}"
            f"{'' if held else '  over its bar'}")
        for file in sorted(out.iterdir()):
            print(f"{'':4}{file.name:40}{file.stat().st_size / 1e6:38.1f}")
        if times := opening(out / "report.html"):
            late = late or times[1] > OPENING_BAR
            print(
                f"report.html in Chromium: seen after {times[0]:.2f} s, loaded after {times[1]:.2f} (bar {OPENING_BAR})"
                f"{'  over its bar' if times[1] > OPENING_BAR else ''}")
        else:
            print("report.html was not opened: `make test-browser` installs what that needs")
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
