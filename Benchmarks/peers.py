"""Does a keyword run's work by another library: sentences, every whole-word hit, rows with an index.

    peers.py pyahocorasick|spacy FOLDER TERMS.json
"""

import json
import re
import sqlite3
import sys
import time
from pathlib import Path

SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
# spaCy is measured on the first megabyte: it needs about a second for each.
LIMIT = {"spacy": 1_000_000}


def with_pyahocorasick(terms):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for code, term in terms:
        automaton.add_word(term.lower(), (code, len(term)))
    automaton.make_automaton()

    def is_word(text, place):
        return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")

    def find(text):
        for _ in SENTENCE.finditer(text):
            pass
        text = text.lower()
        for last, (code, length) in automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if not is_word(text, start - 1) and not is_word(text, end):
                yield code, start, end

    return find


def with_spacy(terms):
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.max_length = 10**8
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for code, term in terms:
        matcher.add(str(code), [language.make_doc(term)])

    def find(text):
        document = language(text)
        for key, start, end in matcher(document):
            span = document[start:end]
            yield int(language.vocab.strings[key]), span.start_char, span.end_char

    return find


def main():
    peer, folder, terms = sys.argv[1:]
    try:
        find = {"pyahocorasick": with_pyahocorasick, "spacy": with_spacy}[peer](
            json.loads(Path(terms).read_text())
        )
    except ImportError:
        print(json.dumps({"skipped": True}))
        return
    began, size, codings = time.process_time(), 0, 0
    database = sqlite3.connect("")
    database.execute("CREATE TABLE coding (document, code, start, end)")
    for number, path in enumerate(sorted(Path(folder).glob("*.txt"))):
        if size >= LIMIT.get(peer, size + 1):
            break
        text = path.read_text()
        size += len(text.encode())
        rows = [(number, *found) for found in find(text)]
        codings += len(rows)
        database.executemany("INSERT INTO coding VALUES (?, ?, ?, ?)", rows)
    database.execute("CREATE INDEX by_code ON coding (code, document, start)")
    database.commit()
    print(
        json.dumps(
            {"skipped": False, "bytes": size, "codings": codings, "cpu": time.process_time() - began}
        )
    )


if __name__ == "__main__":
    main()
