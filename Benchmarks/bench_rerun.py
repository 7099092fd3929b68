#!/usr/bin/env python3
"""Measures what reruns cost, as a share of the cold run measured in the same call.

    Benchmarks/bench_rerun.py [--mb 100] [--terms 1000] [--program PATH] [--folder DIR]

With 100 MB there are about 1,650 interviews; a smaller size gives larger shares, for what a run costs
whatever its size (starting, reading the codebook) weighs more. CPU seconds of all threads.
"""

import argparse
import json
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import HERE, STAGES, measured, write_codebook, write_pipeline
from corpus import Corpus

# A file counts as unsettled as long as its time of change might hide another change.
SETTLING = 2.5


class Rerun:
    def __init__(self, program, folder, megabytes, terms):
        self.program, self.folder = program, folder
        self.corpus = Corpus()
        self.bytes = self.corpus.write_interviews(folder / "interviews", megabytes)
        self.terms = self.corpus.terms(terms)
        self.codebook(self.terms)
        self.path = write_pipeline(folder, "study", STAGES)
        self.cold = 0.0
        interviews = len(list((folder / "interviews").iterdir()))
        print(f"{self.bytes / 1e6:.1f} MB, {interviews} interviews, 200 codes, {terms} terms; {program}\n")
        print(f"{'':40}{'CPU s':>8}{'share':>9}{'bar':>8}{'computed':>10}{'codings':>10}")

    def codebook(self, terms):
        write_codebook(self.folder / "codebook.yaml", terms)

    def run(self, what, bar=None):
        time.sleep(SETTLING)
        command = [self.program, "run", self.path, "--json", "--progress", "none"]
        text, seconds, _ = measured(command)
        outcome = json.loads(text)
        self.cold = self.cold or seconds
        share = 100 * seconds / self.cold
        print(
            f"{what:40}{seconds:8.3f}{share:8.2f}%{f'≤ {bar} %' if bar else '':>8}"
            f"{outcome['cells']['computed']:10}{outcome['codings']:10}",
            flush=True,
        )
        return outcome

    def bookkeeping(self):
        """What keeping costs: the cold run, and one in a store of its own that keeps nothing for later."""
        def cold(*options):
            path = write_pipeline(self.folder, "again", STAGES)
            seconds = measured([self.program, "run", path, "--json", "--progress", "none", *options])[1]
            for file in self.folder.glob("again.*"):
                file.unlink()
            return seconds

        rounds = [(cold(), cold("--keep-nothing")) for _ in range(3)]
        whole, bare = (median(each) for each in zip(*rounds))
        print(f"\nbookkeeping: {100 * (whole - bare) / whole:.1f} % of the cold run; bar 25 % (CPU s {whole:.2f}, keeping nothing {bare:.2f}; medians of 3)")

    def size(self, codings):
        store = self.folder / "study.sqlite"
        with sqlite3.connect(store) as connection:
            rows = connection.execute("SELECT count(*) FROM coding").fetchone()[0]
        bar = 1.3 * self.bytes / 1e6 + 100 * rows / 1e6
        size = store.stat().st_size / 1e6
        print(f"\nstore: {size:.1f} MB after all of these; bar {bar:.1f} MB (1.3 × text + 100 MB a million codings, {rows} rows)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--terms", type=int, default=1000)
    parser.add_argument("--program", default=HERE.parent / ".build/release/leitmotif")
    parser.add_argument("--folder", help="where the study is kept; else it is deleted")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Rerun(options.program, Path(options.folder or temporary), options.mb, options.terms)
        first = bench.run("cold")
        bench.run("nothing changed", 1)
        bench.codebook(bench.terms[:-1])
        bench.run("one code edited: a term taken away", 3)
        bench.codebook(bench.terms)
        back = bench.run("back to the old codebook", 2)
        bench.codebook(bench.terms + [(bench.terms[0][0], "zzyzx")])
        bench.run("one code edited: a word nobody says", 3)
        bench.codebook(bench.terms)
        bench.run("back again", 2)
        added = bench.folder / "interviews/added.txt"
        added.write_text((bench.folder / "interviews/d00000.txt").read_text().replace("2", "3"))
        bench.run("one interview added", 1)
        text = added.read_text()
        added.write_text(text[: len(text) // 2] + " typo " + text[len(text) // 2 :])
        bench.run("one typo", 1)
        added.unlink()
        last = bench.run("that interview taken away", 1)
        assert first["result"] == back["result"] == last["result"], "the result is not what it was"
        bench.size(first["codings"])
        bench.bookkeeping()


if __name__ == "__main__":
    main()
