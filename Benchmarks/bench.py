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
from pathlib import Path

from corpus import Corpus

HERE = Path(__file__).resolve().parent
STAGES = [
    ("read", "  - ingest: text\n    files: [interviews/*.txt]\n"),
    ("segment", "  - segment: turns\n  - segment: sentences\n"),
    ("match", "  - classify: keywords\n  - classify: rules\n"),
    ("merge", "  - merge: adjudicate\n"),
]


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
        """What `inspect` takes to read one large file of each kind and show a page about it."""
        speech = "We bring the harvest in before the rain comes, and then we wait for the price of it. "
        turns = 40_000
        labels = ["INT", "ROSA"]
        files = {
            "text": "".join(f"{labels[n % 2]}: {speech * 8}\n\n" for n in range(turns)),
            "vtt": "WEBVTT\n\n" + "".join(
                f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000 --> 99:00:00.000\n<v {labels[n % 2]}>{speech * 8}\n\n"
                for n in range(turns)
            ),
        }
        for kind, text in files.items():
            path = self.folder / f"large.{'txt' if kind == 'text' else kind}"
            path.write_text(text)
            _, seconds, memory = measured([self.program, "inspect", path])
            print(f"{'reading ' + kind:34}{seconds:8.2f}{len(text) / 1e6 / seconds:10.1f}{memory:8.0f}")
            path.unlink()

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
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(options.program, Path(options.folder or temporary), options.mb)
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
