"""What a translation says twice where the German says it once: words close together, figures anywhere.

Small models do that when they lose their place, "the U.S. Senate Senate", "in 1893 ... founded in 1893": 2.1 % of the
embedded model's (r9) likeliest hypotheses on newstest2019 say words twice, and 0.25 % of the human translations, two in
five of them by a slip.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from translate_sum.english import sentences
from translate_sum.evidence import STOPWORDS
from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.lexicon import lexicon
from translate_sum.facts.words import words
from translate_sum.lookups import REMEMBERED

SHORTEST = 5  # letters
CLOSE = 4
"""Words from one to the other. At 6 twice as many human translations have one, and two fifths more hypotheses."""

PASSED = STOPWORDS | frozenset("again against because".split())
"""What may well be there twice, or is said in two ways in German: "immer wieder"."""

LINKS = frozenset("and by to after for upon".split())
"""Between two of the same: "step by step", "years and years"."""

_STATES = re.compile(r"(?<=United )States\b")  # which the German may call USA: "the United States has 50 states"

Pair = tuple[str, str]

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

ROOT = 4  # letters from which two words are of one origin
PART = 3  # letters of a compound's parts, at least


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for each second one of a word that one word of the German, and no other, may become.

    For a summary of an English source, one for two words side by side that it has more often than the source. For
    both, one for a figure that it has more often than the source.
    """
    yield from _pairs(source, target) if language == "en" else _words(source, target)
    yield from _figures(source, target)


def _figures(source: str, target: str) -> Iterator[Finding]:
    """Of 4,114 human translations and highlights none has such a figure; of r14's first hypotheses 0.3 %, all wrong."""
    there: dict[str, list[Span]] = {}
    for span in _numbers(source):
        there.setdefault(span.digits, []).append(span)
    said: Counter[str] = Counter()
    for span in _numbers(target):
        said[span.digits] += 1
        known = there.get(span.digits, [])
        if known and said[span.digits] > len(known):
            yield Finding("repetition", "changed", known[0], span, "a figure said twice")


def _numbers(text: str) -> list[Span]:
    found = [Span(match[0], *match.span()) for match in _FIGURE.finditer(text)]
    return [span for span in found if len(span.digits) > 1]


def _words(source: str, target: str) -> Iterator[Finding]:
    there, here = words(source), [match for match in words(target) if not _STATES.match(target, match.start())]
    last: dict[str, int] = {}
    for i, match in enumerate(here):
        word = match[0].lower()
        before = last.get(word)
        last[word] = i
        if before is None or i - before > CLOSE or len(word) < SHORTEST or word in PASSED:
            continue
        if i - before == 2 and here[i - 1][0].lower() in LINKS:
            continue
        answers = [german for german in there if _becomes(german[0].lower(), word)]
        if len(answers) == 1:
            german = answers[0]
            span, second = Span(german[0], *german.span()), Span(match[0], *match.span())
            yield Finding("repetition", "changed", span, second, "said twice; the German has it once")


def _pairs(source: str, target: str) -> Iterator[Finding]:
    """Of 2,119 highlights of newspaper articles three have such a pair, one by its author's choice."""
    there, here = [*_side_by_side(source)], [*_side_by_side(target)]
    allowed = Counter[Pair]()
    for sentence in sentences(source):  # of which one may say it twice; two that say it once are no reason to
        allowed |= Counter(pair for pair, _ in _side_by_side(sentence))
    said: Counter[Pair] = Counter()
    for pair, span in here:
        said[pair] += 1
        if said[pair] > max(1, allowed[pair]):
            first = next((other for known, other in there if known == pair), None)
            yield Finding("repetition", "changed" if first else "invented", first, span, "said twice")


def _side_by_side(text: str) -> Iterator[tuple[Pair, Span]]:
    for one, other in pairwise(words(text)):
        pair = one[0].lower(), other[0].lower()
        if all(len(word) >= SHORTEST - 1 and word not in STOPWORDS for word in pair):
            yield pair, Span(text[one.start() : other.end()], one.start(), other.end())


@lru_cache(maxsize=REMEMBERED)
def _becomes(german: str, english: str) -> bool:
    """Whether the English word may translate the German one, or a part of it; both in lower case.

    >>> [_becomes(word, "association") for word in ("verband", "verbandschef", "chef")]
    [True, True, False]
    """
    return any(
        part[:ROOT] == english[:ROOT]
        or any(usual[:SHORTEST] == english[:SHORTEST] for usual in lexicon().english(part))
        for part in _parts(german)
    )


def _parts(word: str) -> Iterator[str]:
    """The word, and all that may begin or end it, with and without the "s" that joins them."""
    yield word
    for k in range(PART, len(word) - PART + 1):
        yield word[:k]
        yield word[k:]
        if word[k - 1] == "s" and k > PART:
            yield word[: k - 1]
