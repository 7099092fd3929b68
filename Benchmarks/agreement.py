#!/usr/bin/env python3
"""Measures LeitmotifAgreement in seconds of CPU, beside krippendorff, irrCAC, pygamma-agreement and crowd-kit
where python3 has them (pip install krippendorff irrCAC pygamma-agreement crowd-kit, in an environment of their own).

    make bench-agree
    python3 Benchmarks/agreement.py --no-peers
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

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
    # No bar: what irrCAC can do.
    "gwet-ac1-5x100000": (None, None),
    "fleiss-kappa-5x100000": (None, None),
    "conger-kappa-5x100000": (None, None),
}

IRRCAC = """
import numpy, pandas
from irrCAC.raw import CAC
random = numpy.random.default_rng(7)
truth = random.integers(0, 5, (100_000, 1))
table = numpy.where(random.random((100_000, 5)) < 0.75, truth, random.integers(0, 5, (100_000, 5))).astype(float)
table[random.random(table.shape) < 0.1] = numpy.nan
cac = CAC(pandas.DataFrame(table))
def work():
"""

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
    # units × values² numbers: 200 units are a gigabyte, a million are not possible.
    "alpha-interval-million-values": ("krippendorff", 1, """
import numpy, krippendorff
table = (numpy.arange(400) + 0.25).reshape(200, 2).T
def work():
    krippendorff.alpha(table, level_of_measurement="interval")
"""),
    "gwet-ac1-5x100000": ("irrCAC", 1, IRRCAC + "    cac.gwet()"),
    "fleiss-kappa-5x100000": ("irrCAC", 1, IRRCAC + "    cac.fleiss()"),
    "conger-kappa-5x100000": ("irrCAC", 1, IRRCAC + "    cac.conger()"),
    "dawid-skene-100000x5": ("crowd-kit", 1, """
import numpy, pandas
from crowdkit.aggregation import DawidSkene
random = numpy.random.default_rng(7)
truth = numpy.repeat(random.integers(0, 4, 100_000), 5)
table = pandas.DataFrame({"task": numpy.repeat(numpy.arange(100_000), 5), "worker": random.integers(0, 200, 500_000),
    "label": numpy.where(random.random(500_000) < 0.7, truth, random.integers(0, 4, 500_000))})
table = table.drop_duplicates(["task", "worker"])
def work():
    DawidSkene(n_iter=100, tol=0).fit(table)
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
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(time.process_time() - start + after.ru_utime - children.ru_utime, peak)
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
    seconds, megabytes = done.stdout.split()[-2:]
    return name, float(seconds) * times, times, int(megabytes)


def rows_task():
    """Ten million rows of three coders, from a file to three coefficients with their intervals, by the program."""
    program = FOLDER.parent.parent / ".build" / "release" / "leitmotif"
    if not program.exists():
        return "ten million rows: build the program first (swift build -c release --product leitmotif)"
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "ratings.csv"
        random, names = 7, ["trust", "fear", "hope", "none", ""]
        with table.open("w") as file:
            file.write("unit,ada,ben,cleo\n")
            for unit in range(10_000_000):
                random = (random * 6364136223846793005 + 1442695040888963407) % (1 << 64)
                truth, draws = (random >> 33) % 4, random >> 36
                cells = [names[truth if draws >> place & 7 < 6 else (draws >> place) % 5] for place in (0, 3, 6)]
                file.write(f"turn {unit},{','.join(cells)}\n")
        megabytes = table.stat().st_size // 1_000_000
        process = subprocess.Popen([program, "agree", "--ratings", table, "--json"], stdout=subprocess.PIPE)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            return f"ten million rows: the program failed ({status})"
        value = json.loads(output.splitlines()[1])["value"]
        return (f"{'agree --ratings, 10,000,000 rows':32} {usage.ru_utime + usage.ru_stime:8.3f} {'':6} "
                f"{usage.ru_maxrss // 1024:6}   from a file of {megabytes} MB; alpha {value:.4f}")


def main():
    subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", FOLDER, "--scratch-path", BUILD],
        check=True, stdout=sys.stderr)
    print(f"{'task':32} {'CPU s':>8} {'bar':>6} {'MB':>6}   peer")
    missed = False
    for task, (seconds, megabytes) in BARS.items():
        result = ours(task)
        spent = result["seconds"]
        reached = (seconds is None or spent <= seconds) and (megabytes is None or result["megabytes"] <= megabytes)
        missed |= not reached
        bar = "" if seconds is None else f"{seconds:.1f}"
        line = f"{task:32} {spent:8.3f} {bar:>6} {result['megabytes']:6}   "
        other = None if "--no-peers" in sys.argv else peer(task)
        if isinstance(other, tuple):
            name, theirs, times, memory = other
            if task == "alpha-interval-million-values":
                line += f"{name} on 200 units instead of 500,000: {theirs:.1f} s, {memory} MB"
            else:
                scaled = f", of which 1 in {times} was run" if times > 1 else ""
                line += f"{name} {theirs:.1f} s{scaled}: {theirs / spent:.0f} times as long"
        elif other:
            line += other
        print(line + ("" if reached else "   OVER ITS BAR"), flush=True)
    print(rows_task())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
