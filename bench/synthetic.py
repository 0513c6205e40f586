"""Makes a hub of any size out of a seed: stories of 300 to 900 words as people write them, in Dutch and English.

The same seed gives the same bytes. Words follow Zipf's law over a vocabulary of made-up words around real ones, so that
search, tagging and relating have work of a realistic size.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "fi",
    "ga",
    "ge",
    "go",
    "ha",
    "he",
    "ho",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
    "vo",
    "wa",
    "we",
    "wi",
    "wo",
    "za",
    "ze",
    "zo",
]
ENDINGS = {
    "nl": ["", "en", "t", "de", "je", "ing", "lijk", "heid"],
    "en": ["", "s", "ed", "ing", "ly", "ness", "er", "ment"],
}
COMMON = {
    "nl": [
        "de",
        "het",
        "een",
        "en",
        "van",
        "in",
        "dat",
        "op",
        "te",
        "is",
        "ik",
        "niet",
        "met",
        "er",
        "aan",
        "voor",
        "die",
        "was",
        "maar",
        "ook",
        "we",
        "als",
        "bij",
        "door",
        "nog",
        "naar",
        "om",
        "dan",
        "had",
        "toen",
        "wel",
        "zo",
        "mijn",
        "hij",
        "ze",
    ],
    "en": [
        "the",
        "a",
        "and",
        "of",
        "to",
        "in",
        "that",
        "it",
        "was",
        "i",
        "not",
        "with",
        "for",
        "on",
        "he",
        "she",
        "we",
        "but",
        "at",
        "by",
        "from",
        "had",
        "then",
        "they",
        "this",
        "my",
        "as",
        "be",
        "have",
        "were",
        "so",
        "one",
        "all",
    ],
}
VALUES = {
    "openness": ("Openheid", "Openness", "eerlijk delen laten zien uitleg", "open honest share explain show"),
    "care": ("Zorg", "Care", "zorg luisteren aandacht samen", "care listen attention together"),
    "courage": ("Lef", "Courage", "durven lef spannend nee zeggen", "dare courage scary speak up"),
    "craft": ("Vakwerk", "Craft", "vakmanschap precies maken gereedschap", "craft precise build tools"),
    "patience": ("Geduld", "Patience", "wachten geduld langzaam tijd", "wait patience slow time"),
    "play": ("Plezier", "Joy", "lachen grap feest plezier", "laugh joke party fun"),
}
DEPARTMENTS = [f"department-{n:02}" for n in range(1, 25)]


class Writer:
    """Writes one language."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self.language = language
        stems = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))) for _ in range(6000)]
        self.words = [stem + chance.choice(ENDINGS[language]) for stem in stems]
        self.weights = [1 / (rank + 8) for rank in range(len(self.words))]
        self.cumulative = _running(self.weights)

    def sentence(self, chance: random.Random, topic: list[str]) -> str:
        """A sentence of 4 to 26 words, now and then with a word of the topic."""
        length = chance.randint(4, 26)
        rare = chance.choices(self.words, cum_weights=self.cumulative, k=length)
        common = chance.choices(COMMON[self.language], k=length)
        said = [c if chance.random() < 0.5 else r for c, r in zip(common, rare, strict=True)]
        if topic and chance.random() < 0.35:
            said[chance.randrange(length)] = chance.choice(topic)
        return " ".join(said).capitalize() + chance.choice("....?!")

    def body(self, chance: random.Random, words: int, topic: list[str]) -> str:
        """Paragraphs with now and then a heading, a list, a quotation or a link."""
        parts: list[str] = []
        written = 0
        while written < words:
            said = " ".join(self.sentence(chance, topic) for _ in range(chance.randint(2, 6)))
            written += said.count(" ") + 1
            kind = chance.random()
            if kind < 0.05:
                parts.append("## " + self.sentence(chance, topic)[:50].rstrip(".?! "))
            elif kind < 0.1:
                said = "\n".join(f"- {line}" for line in said.split(". "))
            elif kind < 0.15:
                said = f"> {said}"
            elif kind < 0.2:
                said += f" See [{chance.choice(self.words)}](https://example.org/{chance.choice(self.words)}) and **{chance.choice(self.words)}**."
            parts.append(said)
        return "\n\n".join(parts)


def _running(weights: list[float]) -> list[float]:
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def write(folder: Path, count: int, seed: int = 7) -> None:
    """Writes `count` stories over ten years, a fifth of them without values, with the organisation's own files."""
    chance = random.Random(seed)
    writers = {language: Writer(language, chance) for language in ("nl", "en")}
    folder.mkdir(parents=True, exist_ok=True)
    _organisation(folder)
    authors = [
        f"{chance.choice('ABCDEFGHJKLMNOPRSTW')}. {chance.choice(writers['nl'].words).capitalize()}"
        for _ in range(max(20, count // 4))
    ]
    first = date(2016, 1, 1)
    made: list[str] = []
    for number in range(count):
        day = first + timedelta(days=int(number * 3900 / count))
        identity = f"{day.year}/{chance.choice(writers['nl'].words)}-{number}"
        (folder / str(day.year)).mkdir(exist_ok=True)
        text = _story(chance, writers, authors, day, made)
        (folder / f"{identity}.md").write_text(text, encoding="utf-8", newline="\n")
        made.append(identity)


def _story(chance: random.Random, writers: dict[str, Writer], authors: list[str], day: date, made: list[str]) -> str:
    language = "nl" if chance.random() < 0.6 else "en"
    writer = writers[language]
    values = chance.sample(sorted(VALUES), k=chance.choice((1, 1, 2)))
    topic = [word for key in values for word in VALUES[key][2 if language == "nl" else 3].split()]
    body = writer.body(chance, chance.randint(300, 900), topic)
    fields = {
        "title": f'"{writer.sentence(chance, topic)[:70].rstrip(".?! ")}"',
        "author": chance.choice(authors),
        "department": chance.choice(DEPARTMENTS),
        "date": day.isoformat(),
        "language": language,
        "why": f'"{writer.sentence(chance, topic)}"',
    }
    if chance.random() < 0.8:
        fields["values"] = "[" + ", ".join(values) + "]"
    if made and chance.random() < 0.05:
        fields["reply_to"] = chance.choice(made[-200:])
    if made and chance.random() < 0.1:
        body += f"\n\nSee [this story](../{chance.choice(made[-500:])}.md)."
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n\n{body}\n"


def _organisation(folder: Path) -> None:
    values = "".join(
        f"- key: {key}\n  name: {{nl: {nl}, en: {en}}}\n  promise: {{nl: Wij kiezen voor {nl.lower()}., en: We choose {en.lower()}.}}\n"
        for key, (nl, en, _, _) in VALUES.items()
    )
    departments = "".join(
        f"- key: {key}\n  name: {{nl: Afdeling {key[-2:]}, en: Department {key[-2:]}}}\n" for key in DEPARTMENTS
    )
    (folder / "values.yml").write_text(values, encoding="utf-8", newline="\n")
    (folder / "departments.yml").write_text(departments, encoding="utf-8", newline="\n")
    (folder / "mission.md").write_text("# Onze missie\n\nWij maken het samen.\n", encoding="utf-8", newline="\n")
    (folder / "index.md").write_text(
        "# Verhalen\n\nGemaakte verhalen, om mee te meten.\n", encoding="utf-8", newline="\n"
    )
