"""The review page in a real browser."""

import http.client
import importlib.util
import pathlib
import unittest

from selenium.webdriver.common.keys import Keys

from page import Page
from study import INTERVIEWS, Server, Study


class ReviewTest(unittest.TestCase):
    def study(self, **settings):
        study = Study(**settings)
        self.addCleanup(study.close)
        return study

    def server(self, study, *reviewers, **settings):
        server = Server(study, *reviewers, **settings)
        self.addCleanup(server.close)
        return server

    def page(self, server, reviewer="eva"):
        page = Page(server, reviewer)
        self.addCleanup(page.close)
        return page


class Adjudication(ReviewTest):
    def test_a_session_by_keyboard_is_on_the_disk_and_settles_the_next_run(self):
        study = self.study()
        page = self.page(self.server(study))
        self.assertIn("0 decided · 4 left", page.text(".progress"))
        first = page.code
        page.press("w", "clearly said", Keys.ENTER)
        self.assertEqual(study.decisions(), [])
        page.decide("a")
        self.assertEqual(study.decisions()[0]["decision"], "accept")
        self.assertEqual(study.decisions()[0]["code"], first)
        self.assertEqual(study.decisions()[0]["reason"], "clearly said")
        page.decide("r")
        # Another code, by typing a part of its name.
        page.press("c")
        page.wait(lambda: page.all("#codes-list li"))
        page.press("limit", Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ENTER)
        page.wait(lambda: page.text(".new-code") == "limitation")
        page.decide("m")
        self.assertEqual(study.decisions()[2]["to"], {"code": "limitation"})
        # Other words.
        page.decide("d")
        self.assertEqual(
            [line["decision"] for line in study.decisions()], ["accept", "reject", "modify", "defer"])
        self.assertIn("1 put off", page.text())
        page.go("/item")
        self.assertIn("3 decided · 1 left", page.text(".progress"))
        page.decide("a")
        self.assertIn("Everything is decided", page.text())
        self.assertEqual(page.complaints(), [])
        result = study.run()
        self.assertEqual(result["queued"], 0)

    def test_words_and_attributes_are_changed_by_keyboard(self):
        study = self.study()
        page = self.page(self.server(study))
        page.step_until(lambda: "mistakes" in page.text(".proposals"))
        page.select("makes mistakes")
        page.press("s")
        page.wait(lambda: page.text(".new-words") == "makes mistakes")
        page.decide("m")
        changed = study.decisions()[-1]
        words = INTERVIEWS["p1"][changed["to"]["start"]:changed["to"]["end"]]
        self.assertEqual(words, "makes mistakes")
        study.run()

    def test_undo_opens_the_item_again(self):
        study = self.study()
        page = self.page(self.server(study))
        first = page.driver.current_url
        page.decide("r")
        self.assertNotEqual(page.driver.current_url, first)
        page.decide("u")
        self.assertEqual(page.driver.current_url, first)
        self.assertIn("0 decided · 4 left", page.text(".progress"))
        self.assertEqual([line["decision"] for line in study.decisions()], ["reject", "defer"])

    def test_the_second_of_two_reviewers_is_shown_what_the_first_decided(self):
        study = self.study()
        server = self.server(study, "ada", "ben")
        ada, ben = self.page(server, "ada"), self.page(server, "ben")
        self.assertEqual(ada.driver.current_url, ben.driver.current_url)
        ada.decide("a")
        ben.decide("r")
        self.assertIn("ada decided on this just now: accept", ben.text(".message"))
        self.assertEqual(len(study.decisions()), 1)
        # Now ben knows, and decides all the same.
        ben.decide("r")
        self.assertEqual(
            [(line["reviewer"], line["decision"], line.get("over")) for line in study.decisions()],
            [("ada", "accept", None), ("ben", "reject", ["ada"])])

    def test_who_undoes_is_shown_what_another_decided_since(self):
        study = self.study()
        server = self.server(study, "ada", "ben")
        ada, ben = self.page(server, "ada"), self.page(server, "ben")
        ada.decide("a")
        ben.driver.refresh()
        ben.decide("r")
        ada.decide("u")
        self.assertIn("ben decided on this just now: reject", ada.text(".message"))
        self.assertEqual(len(study.decisions()), 2)
        # Now ada knows, and undoes all the same.
        ada.decide("u")
        self.assertEqual(
            [(line["reviewer"], line["decision"], line.get("over")) for line in study.decisions()],
            [("ada", "accept", None), ("ben", "reject", ["ada"]), ("ada", "defer", ["ben"])])
        ada.press("u")
        ada.wait(lambda: "nothing to undo" in ada.said)

    def test_what_was_typed_stays_where_it_was_refused(self):
        study = self.study()
        server = self.server(study, "ada", "ben")
        ada, ben = self.page(server, "ada"), self.page(server, "ben")
        ada.decide("a")
        ben.press("w", "clearly not", Keys.ENTER, "c")
        ben.wait(lambda: ben.all("#codes-list li"))
        ben.press("limit", Keys.ENTER)
        ben.wait(lambda: ben.text(".new-code") == "limitation")
        ben.find(".attributes select").send_keys("yes")
        ben.press(Keys.ESCAPE)
        ben.decide("m")
        self.assertIn("ada decided on this just now: accept", ben.text(".message"))
        self.assertEqual(ben.text(".new-code"), "limitation")
        ben.decide("m")
        changed = study.decisions()[-1]
        self.assertEqual((changed["reviewer"], changed["over"], changed["reason"]),
                         ("ben", ["ada"], "clearly not"))
        self.assertEqual(changed["to"], {"code": "limitation", "attributes": {"improves": "yes"}})

    def test_stale_decisions_show_both_sides(self):
        study = self.study()
        server = self.server(study)
        page = self.page(server)
        page.step_until(lambda: "mistakes" in page.text(".proposals"))
        page.decide("a")
        study.edit("p1", "It makes mistakes.", "It makes mistakes, wrong ones.")
        study.run()
        server.kill()
        page = self.page(self.server(study))
        page.step_until(lambda: "has changed" in page.text("h1"))
        self.assertIn("eva decided earlier: accept, on other proposals", page.text(".earlier"))
        now, then = page.all(".sides > div")
        self.assertEqual(then.text.splitlines()[0], "Then")
        self.assertEqual([len(side.find_elements("tag name", "li")) for side in (now, then)], [2, 1])
        self.assertIn("wrong", now.text)
        self.assertNotIn("wrong", then.text)
        page.decide("a")
        study.run()
        self.assertEqual(len(study.decisions()), 2)

    def orphan(self, correction):
        """A page at a decision whose words a correction has taken out of the transcript."""
        study = self.study()
        page = self.page(self.server(study))
        page.step_until(lambda: "mistakes" in page.text(".proposals"))
        page.decide("a")
        study.edit("p1", "It makes mistakes.", correction)
        study.run()
        page.load_new_queue()
        page.step_until(lambda: "words of a decision are gone" in page.text("h1"))
        return study, page

    def test_an_orphan_is_closed_by_a_key(self):
        study, page = self.orphan("It helps.")
        self.assertIn("eva decided earlier: accept", page.text(".earlier"))
        page.press("r")
        page.wait(lambda: "cannot be decided here" in page.said)
        page.press("w", "they are gone", Keys.ESCAPE)
        page.decide("x")
        closed = study.decisions()[-1]
        self.assertEqual(
            (closed["decision"], closed["over"], closed["text"], closed["reason"]),
            ("memo", ["eva"], "mistakes", "they are gone"))
        self.assertEqual(page.complaints(), [])
        study.run()
        page.load_new_queue()
        page.go("/queue")
        self.assertNotIn("orphaned", page.text())

    def test_an_orphan_is_moved_to_other_words_by_a_key(self):
        study, page = self.orphan("It is in error.")
        page.find("form.decide a[href*=moving]").click()
        page.wait(lambda: page.all("form.move"))
        self.assertIn("Where does mistakes (accept, limitation.reliability) stand now?",
                      page.text("form.move").replace("“", "").replace("”", ""))
        page.select("in error")
        page.decide("s")
        self.assertIn("Moved", page.said)
        # What follows stands in the page, and no page within it.
        self.assertEqual([len(page.all(name)) for name in ["header", "main"]], [1, 1])
        self.assertEqual(page.text("nav [aria-current]"), "Queue")
        closed, moved = study.decisions()[-2:]
        self.assertEqual((closed["decision"], closed["text"]), ("memo", "mistakes"))
        self.assertEqual((moved["decision"], moved["code"], moved["text"], moved["speaker"]),
                         ("add", "limitation.reliability", "in error", "P1"))
        page.decide("u")
        self.assertEqual([line["decision"] for line in study.decisions()[-2:]], ["defer", "defer"])
        # On the item's own page, too.
        page.select("in error")
        page.decide("s")
        study.run()
        page.load_new_queue()
        page.go("/themes")
        self.assertIn("It is in error", page.find("main").get_attribute("textContent"))
        page.go("/queue")
        self.assertNotIn("words are gone", page.text())
        self.assertEqual(page.complaints(), [])

    def test_a_split_code_asks_which_part_is_meant(self):
        study = self.study(coders={"ada": [("p1", "limitation.reliability", 31, 50)]})
        page = self.page(self.server(study))
        page.step_until(lambda: page.code == "limitation.reliability")
        page.decide("a")
        study.codebook("split", "limitation.reliability", "--into", "errors,trust")
        study.run()
        page.load_new_queue()
        page.step_until(lambda: "The code was split" in page.text("h1"))
        self.assertIn("limitation.errors", page.text(".choices"))
        page.press("a")
        page.wait(lambda: "press the number" in page.said)
        page.decide("2")
        chosen = study.decisions()[-1]
        self.assertEqual((chosen["decision"], chosen["code"], chosen["to"]),
                         ("modify", "limitation.reliability", {"code": "limitation.trust"}))
        study.run()
        page.load_new_queue()
        page.go("/queue")
        self.assertNotIn("split", page.text())
        page.go("/themes")
        self.assertIn("limitation.trust", page.text())
        self.assertEqual(page.complaints(), [])

    def test_a_run_beside_the_page_is_told_and_its_queue_loaded(self):
        study = self.study()
        server = self.server(study, "ada", "ben")
        ada, ben = self.page(server, "ada"), self.page(server, "ben")
        ada.decide("a")
        self.assertFalse(ada.find("#news").is_displayed())
        study.run()
        for page in [ada, ben]:
            page.wait(lambda: page.find("#news").is_displayed())
            self.assertIn("A run has finished", page.text("#news"))
        # Who goes on deciding loses nothing by it.
        ada.decide("r")
        ben.load_new_queue()
        ben.wait(lambda: "1 decided · 2 left" in ben.text(".progress"))
        self.assertFalse(ben.find("#news").is_displayed())
        ada.decide("a")
        self.assertIn("2 decided · 1 left", ada.text(".progress"))
        self.assertEqual(len(study.decisions()), 3)

    def test_every_decision_survives_a_killed_server(self):
        study = self.study(interviews={"p1": "P1: " + "It makes mistakes. We go on. " * 20})
        for count in range(1, 11):
            server = self.server(study)
            page = self.page(server)
            page.decide("a")
            server.kill()
            self.assertEqual(len(study.decisions()), count)

    def test_a_blind_page_names_nobody(self):
        study = self.study(coders={"ada": [("p1", "limitation.reliability", 31, 50)], "ben": [("p1", "", "", "")]})
        page = self.page(self.server(study, blind=True))
        self.assertIn("Proposal 1", page.text(".proposals"))
        for path in ["/item", "/queue", "/transcript/p1", "/transcript/p1?coder=ada", "/disagreements"]:
            page.go(path)
            for name in ["keywords", "ada", "ben"]:
                self.assertNotIn(name, page.find("main").get_attribute("innerHTML"), path)


class Transcripts(ReviewTest):
    def test_words_are_coded_by_keyboard(self):
        study = self.study()
        page = self.page(self.server(study))
        page.go("/transcript/p1")
        page.select("never trust it")
        page.press("c")
        page.wait(lambda: page.all("#codes-list li"))
        page.press("reliab", Keys.ENTER)
        page.wait(lambda: page.find("form.add").is_displayed())
        page.press(Keys.ENTER)
        page.wait(lambda: study.decisions())
        added = study.decisions()[0]
        self.assertEqual(
            (added["decision"], added["code"], added["text"]),
            ("add", "limitation.reliability", "never trust it"))
        page.wait(lambda: "eva" in page.text(".turns"))
        self.assertEqual(study.run()["codings"], 1)

    def test_a_coding_is_given_its_attributes_and_taken_back(self):
        study = self.study()
        page = self.page(self.server(study))
        page.go("/transcript/p1")
        page.select("never trust it")
        page.press("c")
        page.wait(lambda: page.all("#codes-list li"))
        page.press("limit", Keys.ENTER)
        page.wait(lambda: page.all("form.add select"))
        self.assertEqual(page.text("form.add select").split(), ["no", "(default)", "yes", "no"])
        page.press("y", Keys.ENTER)
        page.wait(lambda: study.decisions())
        added = study.decisions()[0]
        self.assertEqual((added["code"], added["attributes"]), ("limitation", {"improves": "yes"}))
        page.wait(lambda: "u takes it back" in page.said)
        page.press("u")
        page.wait(lambda: "taken back" in page.said)
        self.assertEqual([line["decision"] for line in study.decisions()], ["add", "defer"])
        self.assertNotIn("eva", page.text(".turns"))
        page.wait(lambda: "taken back" not in page.said)
        page.press("u")
        page.wait(lambda: page.all(".message"))
        self.assertEqual(page.text(".message"), "There is nothing to take back.")
        self.assertEqual(page.said, "")
        self.assertEqual(study.run()["queued"], 4)

    def test_words_are_noted_without_a_code(self):
        study = self.study()
        page = self.page(self.server(study))
        page.go("/transcript/p1")
        page.select("never trust it")
        page.press("m")
        page.wait(lambda: page.find("form.add").is_displayed())
        self.assertFalse(page.find("form.add button[value=add]").is_displayed())
        page.press("ask her again", Keys.ENTER)
        page.wait(lambda: study.decisions())
        note = study.decisions()[0]
        self.assertEqual(
            (note["decision"], note.get("code"), note["text"], note["speaker"], note["reason"]),
            ("memo", None, "never trust it", "P1", "ask her again"))
        page.wait(lambda: "ask her again" in page.text(".turns"))
        study.edit("p1", "I: What", "I: So then, what")
        study.run()
        page.load_new_queue()
        page.go("/transcript/p1")
        self.assertEqual(page.text(".mark.note"), "never trust it")
        self.assertIn("“ask her again”", page.text(".stripes .note"))

    def test_five_thousand_codings_are_all_there(self):
        sentence = "It is wrong, and the bill is high. "
        turns = "".join(f"I: And?\nP1: {sentence * 5}\n" for _ in range(500))
        page = self.page(self.server(self.study(interviews={"p1": turns})))
        page.go("/transcript/p1")
        self.assertIn("5000 codings", page.text("h1"))
        self.assertEqual(len(page.all(".mark")), 5000)
        page.go("/transcript/p1?code=limitation.cost")
        self.assertIn("2500 codings", page.text("h1"))

    def test_a_hostile_transcript_is_text(self):
        hostile = (
            'P1: It is wrong <script>document.title="owned"</script>.\n'
            "P1: \"><img src=x onerror='document.title=\"owned\"'> wrong \u202E backwards.\n"
            "P1: \"\u0301 onmouseover=\"document.title='owned'\" wrong {{title}} {{{main}}} &lt;b&gt;.\n")
        page = self.page(self.server(self.study(interviews={"p1": hostile})))
        for path in ["/item", "/queue", "/transcript/p1", "/themes", "/codebook", "/agreement"]:
            page.go(path)
            self.assertNotIn("owned", page.driver.title)
            self.assertEqual(page.all("main script, main img, main b[onmouseover]"), [])
            self.assertNotIn("\u202E", page.driver.page_source)
        page.go("/transcript/p1")
        self.assertIn('<script>document.title="owned"</script>', page.text())
        self.assertIn("{{title}} {{{main}}} &lt;b&gt;", page.text())
        self.assertEqual(page.complaints(), [])


class Safety(ReviewTest):
    def ask(self, server, path, method="GET", body="", **headers):
        host = server.home.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body if method == "POST" else None,
                           headers=named | ({"Content-Type": "application/x-www-form-urlencoded"}
                                            if method == "POST" else {}))
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def test_only_who_has_the_address_gets_in(self):
        study = self.study()
        server = self.server(study)
        port = server.home.rsplit(":")[-1]
        cookie = f"leitmotif-{port}={server.token('eva')}"
        page = self.page(server)
        item = "/item/" + page.driver.current_url.rsplit("/")[-1]
        shown = page.find("form.decide [name=proposals]").get_attribute("value")
        accept = {"method": "POST", "body": f"verdict=accept&proposals={shown}"}
        self.assertEqual(self.ask(server, "/queue").status, 403)
        self.assertEqual(self.ask(server, "/queue?token=" + "0" * 32).status, 403)
        self.assertEqual(self.ask(server, "/queue", Cookie=cookie).status, 200)
        # Another site knows the reviewer's browser, and not where a request must come from.
        self.assertEqual(self.ask(server, item, **accept, Cookie=cookie).status, 403)
        self.assertEqual(
            self.ask(server, item, **accept, Cookie=cookie, Origin="http://evil.example").status, 403)
        self.assertEqual(self.ask(server, item, **accept, Origin=server.home).status, 403)
        # A name of the outside that was made to point here.
        self.assertEqual(
            self.ask(server, "/queue", Cookie=cookie, Host=f"evil.example:{port}").status, 421)
        self.assertEqual(study.decisions(), [])
        self.assertEqual(
            self.ask(server, item, **accept, Cookie=cookie, Origin=server.home).status, 303)
        self.assertEqual(len(study.decisions()), 1)

    def test_a_forged_form_of_another_page_is_refused(self):
        study = self.study()
        server = self.server(study)
        page = self.page(server)
        target = page.driver.current_url
        page.driver.get("data:text/html,<form method=post action='%s'><input name=verdict value=accept>"
                        "<button>Go</button></form>" % target)
        page.find("button").click()
        page.wait(lambda: "belongs to a review" in page.driver.page_source)
        self.assertEqual(study.decisions(), [])

    def test_every_answer_says_what_a_browser_may_do(self):
        server = self.server(self.study())
        for path in ["/queue", "/style.css", "/nothing"]:
            policy = self.ask(server, path).getheader("Content-Security-Policy")
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe-inline", policy)


class Tables(ReviewTest):
    def test_a_figure_of_agreement_leads_to_its_disagreements_and_these_to_the_queue(self):
        study = self.study(coders={
            "ada": [("p1", "limitation.reliability", 31, 50)],
            "ben": [("p1", "limitation.cost", 31, 50), ("p1", "limitation.reliability", 31, 50)]})
        page = self.page(self.server(study))
        page.go("/agreement")
        page.find("a[href='/disagreements?voice=ada&voice=ben']").click()
        page.wait(lambda: "disagreement" in page.text("h1"))
        self.assertIn("1 disagreement ada – ben", page.text("h1"))
        self.assertIn("limitation.cost", page.text("tbody"))
        page.find("tbody a[href^='/item/']").click()
        page.wait(lambda: page.all("form.decide"))
        self.assertEqual(page.code, "limitation.cost")
        page.go("/agreement")
        page.find("a[href='/disagreements?code=limitation%2Ecost']").click()
        page.wait(lambda: "limitation.cost" in page.text("h1"))

    def test_a_long_queue_is_shown_in_parts(self):
        page = self.page(self.server(self.study(interviews={
            "p1": "P1: It makes mistakes. We go on.\n" * 130})))
        page.go("/queue")
        self.assertIn("1 to 100 of 130", page.text())
        page.find("a[rel=next]").click()
        page.wait(lambda: "101 to 130 of 130" in page.text())
        self.assertEqual(len(page.all("tbody tr")), 30)


class Accessibility(ReviewTest):
    def test_no_page_has_a_fault_that_axe_finds_in_light_or_dark(self):
        package = importlib.util.find_spec("axe_playwright_python").origin
        axe = (pathlib.Path(package).parent / "axe.min.js").read_text()
        page = self.page(self.server(self.study(coders={
            "ada": [("p1", "limitation.reliability", 31, 50)], "ben": [("p1", "limitation.cost", 31, 50)]})))
        for scheme in ["light", "dark"]:
            page.driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            for path in ["/item", "/queue", "/transcripts", "/transcript/p1", "/codebook",
                         "/agreement", "/themes", "/disagreements"]:
                page.go(path)
                page.driver.execute_script(axe)
                found = page.driver.execute_async_script(
                    "const done = arguments[0];"
                    "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']}).then(r => done(r.violations))")
                faults = [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]
                self.assertEqual(faults, [], f"{path} in {scheme}")


if __name__ == "__main__":
    unittest.main()
