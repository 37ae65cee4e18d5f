"""Summary x Translation -> doubts: what a summary sentence says that its sources do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from translate_sum.document import SummarySentence, Translation, Warning
from translate_sum.evidence import STOPWORDS

WEAK = 0.5  # support under which a sentence is marked
NAME = re.compile(r"\b[^\W\d_][\w’'-]*[^\W_]")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def check_sentence(sentence: SummarySentence, number: int, translation: Translation) -> Iterator[Warning]:
    """Warnings on summary sentence `number`: figures and names that its sources lack, and weak support."""
    sources = [s for s in translation.sentences if s.index in sentence.sources]
    cited = " ".join(f"{s.source} {s.target}" for s in sources)
    whole = " ".join(f"{s.source} {s.target}" for s in translation.sentences)
    for kind, facts in (("number", numbers), ("name", names)):
        for fact in facts(sentence.text):
            if not found(fact, cited):
                where = "not in the sentences it cites" if found(fact, whole) else "nowhere in the article"
                yield Warning(kind, "summary", number, f"“{fact}” is {where}", "", fact)
    if sentence.support < WEAK:
        message = f"only {sentence.support:.0%} of its content is in the sentences it cites"
        yield Warning("support", "summary", number, message, "", sentence.text)


def numbers(text: str) -> list[str]:
    return NUMBER.findall(text)


def names(text: str) -> list[str]:
    """Capitalised words that are not merely the first of the sentence."""
    return [
        match.group()
        for match in NAME.finditer(text)
        if match.start() > 0 and match.group()[0].isupper() and match.group().lower() not in STOPWORDS
    ]


def found(fact: str, text: str) -> bool:
    """Whether the text holds the figure (however its digits are grouped) or the name (whatever its ending)."""
    if fact[0].isdigit():
        return digits(fact) in {digits(number) for number in numbers(text)}
    return plain(fact)[:5] in plain(text)


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if c.isalnum() or c.isspace())
