#!/usr/bin/env python3
"""Measures LeitmotifAgreement in seconds of CPU, beside krippendorff, irrCAC and pygamma-agreement where python3
has them (pip install krippendorff irrCAC pygamma-agreement, in an environment of their own).

    make bench-agree
    python3 Benchmarks/agreement.py --no-peers
"""

import json
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent / "agreement"
BUILD = pathlib.Path(os.environ.get("LEITMOTIF_BENCH_BUILD", FOLDER / ".build"))
# Seconds of CPU that a task may take, and megabytes at the peak.
BARS = {
    "alpha-bootstrap-20x100000": (1.0, None),
    "alpha-bootstrap-5x1000000": (0.3, None),
    "alpha-interval-million-values": (1.0, 500),
    "gamma-2x1000": (2.0, None),
    "gamma-3x200": (8.0, None),
    "gamma-5x40-one-alignment": (10.0, None),
    "dawid-skene-100000x5": (1.5, None),
}

# What a peer is given is smaller where it would take minutes; its time is then multiplied, which the table says.
PEERS = {
    "alpha-bootstrap-20x100000": ("krippendorff", 500, """
import numpy, krippendorff
random = numpy.random.default_rng(7)
truth = random.integers(0, 5, 100_000)
table = numpy.where(random.random((20, 100_000)) < 0.75, truth, random.integers(0, 5, (20, 100_000))).astype(float)
table[random.random(table.shape) < 0.1] = numpy.nan
def work():
    for _ in range(2):
        units = random.integers(0, 100_000, 100_000)
        krippendorff.alpha(table[:, units], level_of_measurement="nominal")
"""),
    "alpha-bootstrap-5x1000000": ("krippendorff", 1000, """
import numpy, krippendorff
random = numpy.random.default_rng(7)
truth = random.integers(0, 5, 1_000_000)
table = numpy.where(random.random((5, 1_000_000)) < 0.75, truth, random.integers(0, 5, (5, 1_000_000))).astype(float)
table[random.random(table.shape) < 0.1] = numpy.nan
def work():
    units = random.integers(0, 1_000_000, 1_000_000)
    krippendorff.alpha(table[:, units], level_of_measurement="nominal")
"""),
    "gamma-2x1000": ("pygamma-agreement", 1, "coders, units, samples = 2, 1000, 30"),
    "gamma-3x200": ("pygamma-agreement", 1, "coders, units, samples = 3, 200, 30"),
    "gamma-5x40-one-alignment": ("pygamma-agreement", 1, "coders, units, samples = 5, 40, 0"),
}
GAMMA = """
import numpy
from pyannote.core import Segment
from pygamma_agreement import Continuum, CombinedCategoricalDissimilarity
random = numpy.random.default_rng(7)
continuum = Continuum()
for coder in range(coders):
    for unit in range(units):
        if random.random() < 0.05: continue
        start = unit * 20 + int(random.integers(0, 5))
        category = unit % 4 if random.random() < 0.8 else int(random.integers(0, 4))
        continuum.add(str(coder), Segment(start, start + 8 + int(random.integers(0, 5))), str(category))
dissimilarity = CombinedCategoricalDissimilarity(alpha=1, beta=1)
def work():
    if samples:
        continuum.compute_gamma(dissimilarity, n_samples=samples).gamma
    else:
        continuum.get_best_alignment(dissimilarity).disorder
"""
TIMED = """
import resource, time
start = time.process_time()
children = resource.getrusage(resource.RUSAGE_CHILDREN)
work()
after = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.process_time() - start + after.ru_utime - children.ru_utime)
"""


def ours(task):
    line = subprocess.run(
        [BUILD / "release" / "agreement-bench", task], capture_output=True, text=True, check=True).stdout
    return json.loads(line)


def peer(task):
    """Seconds of CPU of the peer, or why there are none."""
    name, times, source = PEERS.get(task, (None, 1, None))
    if source is None:
        return None
    program = (source + GAMMA if "pygamma" in name else source) + TIMED
    try:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=900)
    except subprocess.TimeoutExpired:
        return f"{name}: more than 900 s"
    if done.returncode != 0:
        missing = "ModuleNotFoundError" in done.stderr
        return f"{name}: {'not installed' if missing else done.stderr.strip().splitlines()[-1][:80]}"
    return name, float(done.stdout) * times, times


def main():
    subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", FOLDER, "--scratch-path", BUILD],
        check=True, stdout=sys.stderr)
    print(f"{'task':32} {'CPU s':>8} {'bar':>6} {'MB':>6}   peer")
    missed = False
    for task, (seconds, megabytes) in BARS.items():
        result = ours(task)
        reached = result["seconds"] <= seconds and (megabytes is None or result["megabytes"] <= megabytes)
        missed |= not reached
        line = f"{task:32} {result['seconds']:8.3f} {seconds:6.1f} {result['megabytes']:6}   "
        other = None if "--no-peers" in sys.argv else peer(task)
        if isinstance(other, tuple):
            name, spent, times = other
            scaled = f", of which 1 in {times} was run" if times > 1 else ""
            line += f"{name} {spent:.1f} s{scaled}: {spent / result['seconds']:.0f} times as long"
        elif other:
            line += other
        print(line + ("" if reached else "   OVER ITS BAR"), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
