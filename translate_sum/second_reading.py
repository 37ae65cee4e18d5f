"""Sentences of a summary read once more, by a model that was taught to find what their sources do not say.

The rules of `facts` see what has a form: figures, names, dates, negations. That one person's deed is told of another,
or that the missing are called injured, takes a reader. docs/second-reading.md says how it was taught, and how often it
is wrong.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from translate_sum.contracts import Odds, SecondReader
from translate_sum.lookups import REMEMBERED

BEST = 5  # sentences of the article that a claim is held against
MOST_WORDS = 220  # of these together
LEAST = 1.0  # log odds of a claim over which it is not passed on
NEAR = 1.5  # words whose odds are so little under those of the worst are shown with it, if they stand beside it
WORD = re.compile(r"\S*[^\W_]\S*")  # what stands between blanks and has a letter or digit
MARKS = ".,;:!?\"“”'’()"


@lru_cache(maxsize=REMEMBERED)
def content(text: str) -> frozenset[str]:
    """The words that tell one sentence from another: of more than three letters, or with a digit or sign."""
    return frozenset(w for w in re.findall(r"[\w%$€£]+", text.lower()) if len(w) > 3 or not w.isalpha())


def evidence(sentences: Sequence[str], claim: str, best: int = BEST) -> list[int]:
    """Places of the `best` sentences by words in common, each weighted by how few sentences have it, in order."""
    bags = [content(sentence) for sentence in sentences]
    counts = Counter(word for bag in bags for word in bag)
    wanted = content(claim)
    scores = [math.fsum(1 / counts[word] for word in bag & wanted) for bag in bags]  # exact: a set has no order
    return sorted(sorted(range(len(bags)), key=lambda i: -scores[i])[:best])


def sources(reader: SecondReader, sentences: Sequence[str], claim: str) -> str:
    """What a claim is held against: at most BEST sentences and, but for a single longer one, MOST_WORDS.

    As many as the reader can take, where that is fewer: figures and addresses are many pieces a word.
    """
    for best in range(BEST, 0, -1):
        text = " ".join(sentences[i] for i in evidence(sentences, claim, best))
        if len(text.split()) <= MOST_WORDS and reader.fits(text, claim):
            break
    return text


@dataclass(frozen=True)
class Misread:
    """Why a claim is not to be passed on: words of it, and where they start; "" where it is too long to be read."""

    words: str = ""
    start: int = 0

    @property
    def reason(self) -> str:
        return (
            f"read again, the article does not bear out “{self.words}”" if self.words else "too long to be read again"
        )


def misread(reader: SecondReader, claims: Sequence[str], sentences: Sequence[str]) -> list[Misread | None]:
    """Of each claim, the words that the article's sentences most likely do not bear out; None where it may stand."""
    found = reader.odds([(sources(reader, sentences, claim), claim) for claim in claims])
    return [judged(claim, odds) for claim, odds in zip(claims, found, strict=True)]


def judged(claim: str, odds: Sequence[Odds]) -> Misread | None:
    if not odds:
        return Misread()
    return worst(claim, odds) if total(odds) > LEAST else None


def total(odds: Sequence[Odds]) -> float:
    """Log odds of a claim: that of the sum of its pieces' odds; minus infinity where there is none."""
    top = max((each.odds for each in odds), default=-math.inf)
    if math.isinf(top):
        return top
    return top + math.log(sum(math.exp(each.odds - top) for each in odds))


def worst(claim: str, odds: Sequence[Odds]) -> Misread:
    """The word with the worst piece, and its neighbours that are nearly as bad; the whole claim if it has no word."""
    words = [(m.start(), m.end()) for m in WORD.finditer(claim)] or [(0, len(claim))]
    each = [max((o.odds for o in odds if o.start < end and start < o.end), default=-math.inf) for start, end in words]
    first = last = each.index(max(each))
    bad = [value > max(each) - NEAR and value > 0 for value in each]
    while first > 0 and bad[first - 1]:
        first -= 1
    while last + 1 < len(words) and bad[last + 1]:
        last += 1
    start, end = words[first][0], words[last][1]
    shown = claim[start:end].strip(MARKS) or claim[start:end]
    return Misread(shown, claim.index(shown, start))
