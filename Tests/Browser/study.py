"""Studies made for the review page's tests, and the page itself, started and stopped."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path(os.environ.get("LEITMOTIF_PROGRAMS", ROOT / ".build" / "debug"))

CODEBOOK = """
leitmotif: codebook/1
codebook: test
version: 1
language: en
codes:
  - code: limitation
    definition: What stands in the way of using a model.
    attributes: {improves: {values: ["yes", "no"], default: "no"}}
    codes:
      - code: reliability
        definition: It makes mistakes.
        rules:
          - any: [mistakes, wrong]
        examples:
          - {text: It makes mistakes., expect: {}}
          - {text: We take notes., reject: true}
      - code: cost
        definition: It is dear.
        rules:
          - any: [bill]
"""

PIPELINE = """
leitmotif: pipeline/1
name: test
store: test.sqlite
codebook: codebook.yaml
stages:
  - ingest: text
    files: ["interviews/*.txt"]
    settings: {speakers: [{match: "I", role: interviewer}, {match: "P*", role: participant, participant: "$label"}]}
  - segment: turns
  - segment: sentences
  - classify: keywords
  - import: codings
    files: ["coders/*.csv"]
  - merge: adjudicate
    settings: {decisions: DECISIONS, policy: [{when: otherwise, queue: true}]}
"""

INTERVIEWS = {
    "p1": "I: What stands in the way?\nP1: It makes mistakes. I never trust it alone.\nI: And?\n"
    "P1: The bill is high.\n",
    "p2": "I: What stands in the way?\nP2: It is wrong too often, and the bill is what my dean sees.\n",
}


class Study:
    """A study in a folder of its own, coded once, with every place waiting for a reviewer."""

    def __init__(self, interviews=INTERVIEWS, coders=None, decisions=("decisions.jsonl",)):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        for name in ["interviews", "coders"]:
            (self.folder / name).mkdir()
        (self.folder / "codebook.yaml").write_text(CODEBOOK)
        (self.folder / "pipeline.yaml").write_text(
            PIPELINE.replace("DECISIONS", "[" + ", ".join(decisions) + "]"))
        for name in decisions:
            (self.folder / name).touch()
        for key, text in interviews.items():
            (self.folder / "interviews" / f"{key}.txt").write_text(text)
        for coder, rows in (coders or {"none": []}).items():
            text = "transcript,code,start,end\n" + "".join(
                f"{key},{code},{start},{end}\n" for key, code, start, end in rows)
            (self.folder / "coders" / f"{coder}.csv").write_text(text)
        self.run()

    def run(self):
        answer = subprocess.run(
            [PROGRAMS / "leitmotif", "run", "pipeline.yaml", "--json"], cwd=self.folder,
            capture_output=True, text=True)
        if answer.returncode:
            raise AssertionError(answer.stderr)
        return json.loads(answer.stdout)

    def codebook(self, *arguments):
        command, *rest = arguments
        subprocess.run(
            [PROGRAMS / "leitmotif", "codebook", command, "codebook.yaml", *rest], cwd=self.folder, check=True,
            capture_output=True, text=True)

    def edit(self, key, old, new):
        path = self.folder / "interviews" / f"{key}.txt"
        path.write_text(path.read_text().replace(old, new))

    def decisions(self, name="decisions.jsonl"):
        return [json.loads(line) for line in (self.folder / name).read_text().splitlines()]

    def close(self):
        self._folder.cleanup()


class Server:
    """The review page of a study, as `leitmotif review` starts it."""

    def __init__(self, study, *reviewers, blind=False):
        names = reviewers or ("eva",)
        command = [PROGRAMS / "leitmotif", "review", "test.sqlite", "--no-open", "--reviewer", *names]
        self.process = subprocess.Popen(
            command + (["--blind"] if blind else []), cwd=study.folder, stdout=subprocess.PIPE,
            text=True)
        self.addresses = {}
        for name in names:
            line = self.process.stdout.readline()
            self.addresses[name] = re.search(r"http://\S+", line).group()
        self.home = re.match(r"http://[^/]+", self.addresses[names[0]]).group()

    def token(self, reviewer):
        return self.addresses[reviewer].split("token=")[1]

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    close = kill
