"""Makes interviews, codebooks and rules for measuring: the same bytes on every machine, from no outside text."""

import random

FUNCTION_WORDS = (
    "the i and to it a of you that was in we is they my so have but for be not on just with this like what "
    "me know do don't it's there as he at or if about because then when all had would were she one can"
).split()
SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to va we ya zo tra ble cro sti pen gar mel".split()
VOCABULARY = 20_000
FILE_BYTES = 60_000


def words():
    """The vocabulary, the common words first."""
    source = random.Random("words")
    known = dict.fromkeys(FUNCTION_WORDS)
    while len(known) < VOCABULARY:
        known["".join(source.choices(SYLLABLES, k=source.choice((2, 3, 3, 4))))] = None
    return list(known)


def interview(number, vocabulary, weights, phrases):
    """One interview of about 60 KB."""
    source = random.Random(f"interview {number}")
    lines, size = [], 0
    while size < FILE_BYTES:
        label = "P1" if len(lines) % 2 else "INT"
        sentences = []
        for _ in range(source.randint(1, 8) if label == "P1" else 1):
            spoken = source.choices(vocabulary, cum_weights=weights, k=source.randint(4, 22))
            if source.random() < 0.3:
                spoken[1:1] = source.choice(phrases).split()
            if source.random() < 0.1:
                spoken.append(str(source.randint(1990, 2030)))
            text = " ".join(spoken)
            sentences.append(text[0].upper() + text[1:] + ("?" if label == "INT" else "."))
        lines.append(f"{label}: {' '.join(sentences)}\n\n")
        size += len(lines[-1])
    return "".join(lines)


class Corpus:
    """Everything that is made, from one vocabulary."""

    def __init__(self):
        self.vocabulary = words()
        total, self.weights = 0.0, []
        for rank in range(len(self.vocabulary)):
            total += 1 / (rank + 3)
            self.weights.append(total)
        source = random.Random("phrases")
        self.phrases = [
            " ".join(source.choices(self.vocabulary[20:5000], k=source.choice((2, 2, 2, 3, 4))))
            for _ in range(6000)
        ]

    def write_interviews(self, folder, megabytes):
        """Writes interviews until there are so many megabytes; returns how many bytes there are."""
        folder.mkdir(parents=True, exist_ok=True)
        size = number = 0
        while size < megabytes * 1_000_000:
            text = interview(number, self.vocabulary, self.weights, self.phrases)
            (folder / f"d{number:05}.txt").write_text(text)
            size += len(text)
            number += 1
        return size

    def terms(self, count):
        """Words and phrases to look for, 4 in 10 of them phrases, each with the number of its code."""
        source = random.Random(f"terms {count}")
        phrases = list(dict.fromkeys(self.phrases))
        found = source.sample(phrases, count * 4 // 10)
        found += source.sample(self.vocabulary[150 if count > 100 else 400 :], count - len(found))
        source.shuffle(found)
        codes = {10: 5, 100: 20}.get(count, 200)
        return [(number % codes, term) for number, term in enumerate(found)]

    def rules(self):
        """Fifty rules: 34 regular expressions, 10 of nearness, 6 of AND and NOT."""
        source = random.Random("rules")

        def pick(count):
            return source.sample(self.vocabulary[50:3000], count)

        rules = []
        for number in range(34):
            one, two, three = pick(3)
            pattern = (
                rf"\b(?:{one}|{two}) (?:\w+ )?{three}\w*\b",
                rf"\b(?:{one}|{two}|{three})(?:s|ed|ing)?\b",
                rf"\b{one}\b[^.?!\n]{{0,60}}\?",
                r"\b20[0-2]\d\b",
            )[number % 4]
            rules.append({"regex": pattern})
        for _ in range(10):
            a, b, c, d = pick(4)
            rules.append({"query": f"({a} OR {b}) NEAR/8 ({c} OR {d})"})
        for _ in range(6):
            a, b, c = pick(3)
            rules.append({"query": f"{a} AND {b} AND NOT {c}"})
        return rules
