"""Many decisions at once, and a page that is killed: no decision is lost, torn or written twice."""

import http.client
import json
import random
import re
import threading
import time
import unittest
from urllib.parse import urlencode

from study import Server, Study

LONG = {"p1": "".join(f"I: And {number}?\nP1: It makes mistakes. We go on.\n" for number in range(1100))}


class Reviewer:
    """What a reviewer's browser sends."""

    def __init__(self, server, name):
        self.host = server.home.removeprefix("http://")
        self.headers = {
            "Cookie": f"leitmotif-{self.host.split(':')[1]}={server.token(name)}", "Origin": server.home,
            "Accept": "text/x-part", "Content-Type": "application/x-www-form-urlencoded"}
        self.connection = http.client.HTTPConnection(self.host, timeout=60)

    def ask(self, method, path, fields=None):
        self.connection.request(method, path, urlencode(fields) if fields else None, self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.getheader("Location"), answer.read().decode()

    def next(self):
        """The item that is next: its name, and what its page was made from."""
        status, address, page = self.ask("GET", "/item")
        if status == 200:
            return None, page
        return address.split("/")[-1], self.ask("GET", address)[2]

    def decide(self, item, page, verdict, reason):
        shown = dict(re.findall(r'name="(seen|proposals)" value="([^"]*)"', page))
        return self.ask("POST", f"/item/{item}", {"verdict": verdict, "reason": reason} | shown)


def next_item(page):
    found = re.search(r'action="/item/(\w+)"', page)
    return found and found.group(1)


class Many(unittest.TestCase):
    def study(self, **settings):
        study = Study(**settings)
        self.addCleanup(study.close)
        return study

    def server(self, study, *reviewers):
        server = Server(study, *reviewers)
        self.addCleanup(server.close)
        return server

    def test_a_thousand_decisions_by_four_reviewers_at_once_are_all_there(self):
        study = self.study(interviews=LONG)
        names = ["ada", "ben", "cyd", "dan"]
        server = self.server(study, *names)
        told, lock = [], threading.Lock()

        def work(name):
            reviewer = Reviewer(server, name)
            # They begin apart, and meet soon.
            _, _, page = reviewer.ask("GET", f"/queue?from={1 + 60 * names.index(name)}")
            item = re.search(r'<td><a href="/item/(\w+)"', page).group(1)
            page = reviewer.ask("GET", f"/item/{item}")[2]
            for number in range(250):
                # Two who meet at one item: the second sees it, or is told, and goes on to another.
                while True:
                    while "decided: <b>" in page:
                        item, page = reviewer.next()
                    status, _, page = reviewer.decide(item, page, "reject", f"{name} {number}")
                    if status == 200:
                        break
                    assert status == 409, page
                    item, page = reviewer.next()
                with lock:
                    told.append((name, number))
                item = next_item(page)
            reviewer.connection.close()

        threads = [threading.Thread(target=work, args=(name,)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(told), 1000)
        lines = study.decisions()
        self.assertEqual(sorted(line["reason"] for line in lines), sorted(f"{a} {b}" for a, b in told))
        self.assertEqual(len({(line["start"], line["code"]) for line in lines}), 1000)
        for name in names:
            own = [line["reason"] for line in lines if line["reviewer"] == name]
            self.assertEqual(own, [f"{name} {number}" for number in range(250)])
        reviewer = Reviewer(server, "ada")
        status, _, page = reviewer.ask("GET", "/queue")
        reviewer.connection.close()
        self.assertIn("<b>1000</b> decided, <b>100</b> left", page)

    def test_every_answered_decision_survives_a_hundred_kills(self):
        study = self.study(interviews={"p1": "P1: It makes mistakes. We go on.\n" * 110})
        answered = []
        for count in range(100):
            server = self.server(study)
            reviewer = Reviewer(server, "eva")
            item, page = reviewer.next()
            status, _, _ = reviewer.decide(item, page, "accept", f"answered {count}")
            server.kill()
            reviewer.connection.close()
            self.assertEqual(status, 200)
            answered.append(f"answered {count}")
            self.assertEqual([line["reason"] for line in study.decisions()], answered)

    def test_a_kill_in_the_midst_of_writing_tears_nothing(self):
        study = self.study(interviews=LONG)
        source = random.Random(6)
        answered = []
        for count in range(25):
            server = self.server(study)

            def work():
                reviewer = Reviewer(server, "eva")
                try:
                    item, page = reviewer.next()
                    for number in range(1000):
                        reason = f"{count} {number} " + "so " * 2000
                        status, _, page = reviewer.decide(item, page, "accept", reason)
                        assert status == 200, page
                        answered.append(reason)
                        item = next_item(page)
                except (OSError, http.client.HTTPException):
                    reviewer.connection.close()

            thread = threading.Thread(target=work)
            thread.start()
            time.sleep(source.uniform(0.02, 0.3))
            server.kill()
            thread.join()
        text = (study.folder / "decisions.jsonl").read_text()
        reasons = [json.loads(line)["reason"] for line in text.splitlines()]
        self.assertEqual(len(reasons), len(set(reasons)))
        self.assertLessEqual(set(answered), set(reasons))
        # What was killed before its answer may be there or not; there is one such line a kill at most.
        self.assertLessEqual(len(reasons), len(answered) + 25)
        self.assertTrue(text.endswith("\n"))
        study.run()


if __name__ == "__main__":
    unittest.main()
