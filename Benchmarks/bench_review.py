#!/usr/bin/env python3
"""Measures the review page on a large store: how long it takes to open, and every request of its pages.

    Benchmarks/bench_review.py [--mb 50] [--queued 10000] [--programs DIR] [--folder DIR]

50 MB of interviews with 10,000 terms are about a million codings. Wall-clock milliseconds, as somebody waits for
them, sync to the disk included; a line whose median is over its bar is marked, and the exit status is then 1.
"""

import argparse
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from bench import HERE, STAGES, measured, write_codebook, write_pipeline
from corpus import Corpus

OPENING, REQUEST = 500, 50
REVIEWERS = ["ada", "ben", "cyd", "dan"]
PEOPLE = [
    ("people", "  - import: codings\n    files: [coders/*.csv]\n"),
    ("merge", "  - merge: adjudicate\n    settings:\n      decisions: decisions.jsonl\n"
              "      policy: [{when: only, of: machine}, {when: otherwise, queue: true}]\n"),
]


def write_coder(folder, codes, count):
    """One person's codings at random places: each of them waits for a reviewer."""
    source = random.Random("a person")
    interviews = sorted((folder / "interviews").glob("*.txt"))
    texts = {}
    lines = ["transcript,code,start,end"]
    for number in range(count):
        path = interviews[number * len(interviews) // count]
        text = texts.get(path) or path.read_text()
        texts = {path: text}
        start = text.index(" ", source.randrange(len(text) - 400)) + 1
        lines.append(f"{path.stem},{source.choice(codes)},{start},{text.index(' ', start + 20)}")
    (folder / "coders").mkdir(exist_ok=True)
    (folder / "coders/eve.csv").write_text("\n".join(lines) + "\n")


class Client:
    """A reviewer's browser, as far as requests go."""

    def __init__(self, address):
        self.home, token = re.match(r"http://([^/]+)/.*token=(\w+)", address).groups()
        self.connection = http.client.HTTPConnection(self.home, timeout=60)
        self.cookie = f"leitmotif-{self.home.split(':')[1]}={token}"

    def ask(self, method, path, fields=None):
        """Answers with the status, where it leads, the body, and the milliseconds."""
        headers = {"Cookie": self.cookie, "Accept": "text/x-part" if fields else "text/html",
                   "Origin": f"http://{self.home}"}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begin = time.perf_counter()
        self.connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        return answer.status, answer.getheader("Location"), body, 1000 * (time.perf_counter() - begin)

    def item(self):
        """The item that is next: its address and its page."""
        path = self.ask("GET", "/item")[1]
        return path, self.ask("GET", path)[2]

    def decide(self, path, page):
        """Accepts the item of a page: the next page, and the milliseconds."""
        seen = re.search(r'name="seen" value="([^"]*)"', page).group(1)
        status, _, body, spent = self.ask("POST", path, {"verdict": "accept", "seen": seen})
        if status not in (200, 409):
            sys.exit(f"a decision was answered by {status}: {body}")
        found = re.search(r'action="(/item/\w+)"', body)
        return found and found.group(1), body, spent


class Page:
    def __init__(self, programs, folder, reviewers):
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [programs / "leitmotif", "review", folder / "review.sqlite", "--no-open",
             "--reviewer", *reviewers], stdout=subprocess.PIPE, text=True)
        addresses = [re.search(r"http://\S+", self.process.stdout.readline()).group() for _ in reviewers]
        self.clients = [Client(address) for address in addresses]
        self.clients[0].item()
        self.spent = 1000 * (time.perf_counter() - begin)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Bench:
    def __init__(self):
        self.isOver = False
        print(f"\n{'':44}{'median ms':>10}{'most ms':>10}{'bar':>7}")

    def line(self, what, times, bar):
        over = statistics.median(times) > bar
        self.isOver |= over
        print(f"{what:44}{statistics.median(times):10.1f}{max(times):10.1f}{bar:7}{'  over' if over else ''}",
              flush=True)


def prepare(programs, folder, megabytes, queued):
    corpus = Corpus()
    size = corpus.write_interviews(folder / "interviews", megabytes)
    write_codebook(folder / "codebook.yaml", corpus.terms(10_000))
    write_coder(folder, [f"c{number:03}" for number in range(200)], queued)
    (folder / "decisions.jsonl").touch()
    path = write_pipeline(folder, "review", STAGES[:3] + PEOPLE)
    outcome = json.loads(measured([programs / "leitmotif", "run", path, "--json", "--progress", "none"])[0])
    print(f"{size / 1e6:.0f} MB, {outcome['transcripts']} interviews, {outcome['codings']} codings, "
          f"{outcome['queued']} places queued")


def together(page, count):
    """All reviewers decide at once until so many decisions were sent: the milliseconds of each."""
    times, lock = [], threading.Lock()

    def work(client):
        path, shown = client.item()
        for _ in range(count // len(page.clients)):
            path, shown, spent = client.decide(path, shown)
            with lock:
                times.append(spent)
            if not path:
                return

    threads = [threading.Thread(target=work, args=(client,)) for client in page.clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=int, default=50)
    parser.add_argument("--queued", type=int, default=10_000)
    parser.add_argument("--programs", type=Path, default=HERE.parent / ".build/release")
    parser.add_argument("--folder", type=Path, help="where the study is kept, and taken up again; else it is deleted")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        if not (folder / "review.sqlite").exists():
            prepare(options.programs, folder, options.mb, options.queued)
        (folder / "decisions.jsonl").write_text("")
        bench = Bench()
        openings = []
        for _ in range(5):
            page = Page(options.programs, folder, REVIEWERS)
            openings.append(page.spent)
            if len(openings) < 5:
                page.close()
        bench.line("opening: from the command to the first item", openings, OPENING)
        client = page.clients[0]
        path, shown = client.item()
        interview = re.search(r'href="(/transcript/[^"#]*)', shown).group(1)
        for address in ["/codebook", "/themes", "/agreement"]:
            # Counted once a run, from the page's start on in the background: whoever comes early sees how far it is.
            begin = time.perf_counter()
            while "data-waits" in client.ask("GET", address)[2]:
                time.sleep(0.05)
            print(f"{address} is there after {time.perf_counter() - begin:.1f} s more", flush=True)
        for address in [path, "/queue", "/transcripts", interview, "/codebook", "/themes", "/agreement"]:
            bench.line(f"GET {re.sub('/[0-9a-f]{16}', '/…', address)}",
                       [client.ask("GET", address)[3] for _ in range(9)], REQUEST)
        times = []
        for _ in range(300):
            path, shown, spent = client.decide(path, shown)
            times.append(spent)
        bench.line("300 decisions, each with the next item", times, REQUEST)
        bench.line("1,000 decisions by four at once", together(page, 1000), REQUEST)
        page.close()
    sys.exit(1 if bench.isOver else 0)


if __name__ == "__main__":
    main()
