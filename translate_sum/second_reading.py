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
from functools import lru_cache

from translate_sum.contracts import Odds, SecondReader

BEST = 5  # sentences of the article that a claim is held against
MOST_WORDS = 220  # of these together
LEAST = 1.0  # log odds of a claim from which on it is not passed on
NEAR = 1.5  # words whose odds are so little under those of the worst are shown with it, if they stand beside it


@lru_cache(maxsize=1 << 14)
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


def sources(sentences: Sequence[str], claim: str) -> str:
    """What a claim is held against: at most BEST sentences and, but for a single longer one, MOST_WORDS."""
    for best in range(BEST, 0, -1):
        text = " ".join(sentences[i] for i in evidence(sentences, claim, best))
        if len(text.split()) <= MOST_WORDS:
            break
    return text


def misread(reader: SecondReader, claims: Sequence[str], sentences: Sequence[str]) -> list[str]:
    """Of each claim, the words that the article's sentences most likely do not bear out; "" where it may stand."""
    found = reader.odds([(sources(sentences, claim), claim) for claim in claims])
    return [worst(claim, odds) if total(odds) > LEAST else "" for claim, odds in zip(claims, found, strict=True)]


def total(odds: Sequence[Odds]) -> float:
    """Log odds of a claim: that of the sum of its pieces' odds; minus infinity where there is none."""
    top = max((each.odds for each in odds), default=-math.inf)
    if math.isinf(top):
        return top
    return top + math.log(sum(math.exp(each.odds - top) for each in odds))


def worst(claim: str, odds: Sequence[Odds]) -> str:
    """The word with the worst piece, and its neighbours that are nearly as bad."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", claim)]
    each = [max((o.odds for o in odds if o.start < end and start < o.end), default=-math.inf) for start, end in words]
    first = last = each.index(max(each))
    bad = [value > max(each) - NEAR and value > 0 for value in each]
    while first > 0 and bad[first - 1]:
        first -= 1
    while last + 1 < len(words) and bad[last + 1]:
        last += 1
    return claim[words[first][0] : words[last][1]].strip(".,;:!?\"“”'’()")
