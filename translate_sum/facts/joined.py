"""Names of a summary sentence that the sentences it rests on say of another: two facts joined that nobody joined.

English against English only. Each name of the summary that the source has too is held against the source's names that
the summary lacks, by three likenesses: which sentences hold the summary's other words, whether a name's sentence (or
one soon after it) is among them, and which words stand directly beside the name, small ones included.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.mentions import Mention, Text

FADE = 8
"""Words away from the name at which a word of the summary sentence tells 1/e as much as beside it."""

REACH = 2
"""Sentences after a name that may still speak of it; and the one before, which may announce it."""

BESIDE = 4
"""Words to either side of a name whose order counts."""

SMALL = 0.4
"""Weight of a function word beside a name."""

# Logistic regression on the odd highlights of 800 articles of CNN/Daily Mail, names swapped against clean, five best
# sentences and whole articles together. A name said once is suspect, one said often is what the article is about.
BIAS, BY_SENTENCE, BY_SLOT, BY_BOTH, BY_OWN_COUNT, BY_OTHER_COUNT = -0.9, 1.5, 1.4, 0.8, -1.0, 0.45
LEAST = 1.7
"""Log odds from which a name is reported."""

SURE = (0.65, 1.5)
"""The lead of another's words over its own, as a share, and their weight, from which it is said of the other however
often the source has the name: "China's fourth-ranking leader" beside another name, word for word. Set so that this
very case is found, at some cost in false alarms; see docs/faithfulness.md."""


ALOOF = 0.55
"""Share of the weight of a summary sentence's words by which a sentence of the article leads over those about a name
that the sentence joins to them. Of the names that only the rest of the article has, 24 of 86 swapped ones and 4 of 62
others are as far off; alike on both halves of the highlights."""


class Article:
    """A source, parsed once: many summary sentences are held against the same."""

    def __init__(self, text: str) -> None:
        self.text = Text(text)
        self.keys = _keys(self.text)
        self.stems: list[set[str]] = [set() for _ in range(1 + max((w.sentence for w in self.text.words), default=0))]
        for word in self.text.words:
            if word.stem:
                self.stems[word.sentence].add(word.stem)

    @cached_property
    def frequency(self) -> Mapping[str, int]:
        """In how many sentences each stem is."""
        found: dict[str, int] = {}
        for stem in (stem for stems in self.stems for stem in stems):
            found[stem] = found.get(stem, 0) + 1
        return found

    def covers(self, weights: Mapping[str, float]) -> list[float]:
        """Of each sentence, the share of the weights whose stems it has."""
        total = sum(weights.values())
        return [sum(v for stem, v in weights.items() if stem in stems) / total for stems in self.stems]


@lru_cache(maxsize=16)
def article(text: str) -> Article:
    return Article(text)


@dataclass(frozen=True)
class Slot:
    """The keys of the words to the left and right of a name, nearest first, within its sentence."""

    left: Sequence[str]
    right: Sequence[str]


@dataclass(frozen=True)
class Place:
    """A mention in the source with what speaks for it: the words beside it, and those of its sentence."""

    mention: Mention
    beside: float
    covered: float

    @property
    def likeness(self) -> float:
        return self.beside + 2 * self.covered


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for each name in another's place; nothing for a translation or a part of the source."""
    if language == "de" or target in source:
        return
    before = article(source)
    after = Text(target, before.text)
    rivals = [m for m in before.text.mentions if not m.people and not any(m.same(here) for here in after.mentions)]
    if not rivals:
        return
    keys = _keys(after)
    for here in after.mentions:
        if not here.people and (other := _rival(before, after, keys, here, rivals)):
            yield Finding(
                "role", "changed", before.text.span(other), after.span(here), "the source says this of another"
            )


def aloof(source: str, target: str, place: Span) -> bool:
    """Whether the name at this place of the target is in the source, but far from what the target says with it."""
    before = article(source)
    after = Text(target, before.text)
    for here in after.mentions:
        there = [mention for mention in before.text.mentions if mention.same(here)]
        if there and _touch(after.span(here), place) and (weights := _weights(before, after, here)):
            covered = before.covers(weights)
            return max(covered) - max(covered[i] for i in _about(before, there)) >= ALOOF
    return False


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _rival(
    before: Article, after: Text, keys: Sequence[str], here: Mention, rivals: Sequence[Mention]
) -> Mention | None:
    """The mention in the source in whose place the summary has `here`, if the odds are high enough."""
    there = [mention for mention in before.text.mentions if mention.same(here)]
    weights = _weights(before, after, here)
    if not there or not weights:
        return None
    covered = before.covers(weights)
    slot = _slot(after, keys, here, BESIDE)
    own, others = _places(before, slot, there, covered), _places(before, slot, rivals, covered)
    best = max(others, key=lambda place: place.likeness)
    same = [mention for mention in before.text.mentions if mention.same(best.mention)]
    lead = (best.beside - max(place.beside for place in own)) / max(_whole(slot), 0.5)
    if lead > SURE[0] and best.beside > SURE[1]:
        return best.mention
    odds = (
        BIAS
        + BY_SENTENCE * (max(covered) - max(covered[i] for i in _about(before, there)))
        + BY_SLOT * lead
        + BY_BOTH * (best.likeness - max(place.likeness for place in own))
        + BY_OWN_COUNT * math.log(len(there))
        + BY_OTHER_COUNT * math.log(len(same))
    )
    return best.mention if odds > LEAST else None


def _weights(before: Article, after: Text, here: Mention) -> Mapping[str, float]:
    """Stems of the name's sentence that the source has; nearer and rarer ones weigh more."""
    weights: dict[str, float] = {}
    for k, word in enumerate(after.words):
        if word.sentence == after.sentence(here) and word.stem in before.frequency and here.distance(k):
            rarity = math.log1p(len(before.stems) / before.frequency[word.stem])
            weights[word.stem] = max(weights.get(word.stem, 0), rarity * math.exp(-here.distance(k) / FADE))
    return weights


def _about(before: Article, there: Sequence[Mention]) -> set[int]:
    """The sentences that name it or may speak of it."""
    sentences = {before.text.sentence(mention) + step for mention in there for step in range(-1, REACH + 1)}
    return {i for i in sentences if 0 <= i < len(before.stems)}


def _places(before: Article, slot: Slot, mentions: Sequence[Mention], covered: Sequence[float]) -> list[Place]:
    return [
        Place(m, _alike(slot, _slot(before.text, before.keys, m, BESIDE + 2)), covered[before.text.sentence(m)])
        for m in mentions
    ]


def _keys(text: Text) -> list[str]:
    """Each word's stem, a function word in full with a mark that no stem has."""
    return [word.stem or f"={word.lower}" for word in text.words]


def _slot(text: Text, keys: Sequence[str], mention: Mention, width: int) -> Slot:
    sentence = text.sentence(mention)
    left, right = mention.start, mention.end
    while left and mention.start - left < width and text.words[left - 1].sentence == sentence:
        left -= 1
    while right < len(keys) and right - mention.end < width and text.words[right].sentence == sentence:
        right += 1
    return Slot(keys[left : mention.start][::-1], keys[mention.end : right])


def _whole(slot: Slot) -> float:
    return sum(_weight(key, i) for keys in (slot.left, slot.right) for i, key in enumerate(keys))


def _weight(key: str, i: int) -> float:
    return (SMALL if key.startswith("=") else 1) * math.exp(-i / 2)


def _alike(here: Slot, there: Slot) -> float:
    """The weight of the words of `here` that are in `there` too, less for each word that they are further off."""
    return sum(
        _weight(key, i) * _found(key, i, same, across)
        for keys, same, across in ((here.left, there.left, there.right), (here.right, there.right, there.left))
        for i, key in enumerate(keys)
    )


def _found(key: str, i: int, same: Sequence[str], across: Sequence[str]) -> float:
    """1 at the same place, at most half on the other side of the name, where a function word says nothing."""
    small = key.startswith("=")
    near = max((math.exp(-abs(i - j) / (1 if small else 3)) for j, k in enumerate(same) if k == key), default=0.0)
    if small:
        return near
    return max(near, *(0.5 * math.exp(-j / 3) for j, k in enumerate(across[:BESIDE]) if k == key), 0.0)
