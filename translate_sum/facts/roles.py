"""Names of a summary that stand where the source has another: "Kim, China's fourth-ranking leader" for "Wang, ...".

English against English only. Three tests, each by the words close to a name: two names on either side of a verb turned
round, two names each beside the other's words, and one name beside words that the source has beside another person.
A passive, a pronoun and another order of the same must not count, so that most exchanges go unnoticed: measured on
highlights in tests/test_facts_roles.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from translate_sum.facts import joined, offices
from translate_sum.facts.finding import Finding, Language
from translate_sum.facts.mentions import ROLES, Kind, Mention, Text

HOPS = 6
"""Words between two names that can be what one does to the other."""

MUTUAL = frozenset(
    "met meet married marr wed talk talked discuss face faces faced join joined fight fought fights play plays played "
    "draw draws drew".split()
)
"""Stems of what two do to each other."""

CLOSE = 4
"""Words to either side of a name that tell whom it is; to the end of an apposition, past "China's" but no name else."""

EXCHANGED = (0.25, 0.8)
"""By how much, as a share, and to what sum the words must fit better with two names exchanged. With 0.4 and 0.5 two
more of a hundred exchanges are found, and a third more false alarms."""

DISPLACED = (0.3, 0.5, 0.3)
"""The lead of another's name over its own, the weight of the words, and how much of them its own sentences may hold."""

PRONOUNS = frozenset("he she his her him they their them i my we our me it its who".split())
LATER = 3
"""Sentences after a name in which a pronoun, or no name at all, may still mean it."""

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Name:
    """A mention in the summary, those of the same name in the source, and the weights of the words close to it."""

    here: Mention
    there: Sequence[Mention]
    kind: Kind
    close: Weights
    weight: float


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """At most one "changed" finding for a name, by the first test that finds any; nothing for a translation."""
    if language == "de" or target in source:
        return
    found = [*_told(source, target), *offices.compare(source, target, language)]
    yield from found
    reported = {finding.target for finding in found}
    yield from (finding for finding in joined.compare(source, target, language) if finding.target not in reported)


def _told(source: str, target: str) -> Iterator[Finding]:
    before = joined.article(source).text
    after = Text(target, before)
    if len(before.mentions) < 2 or not after.mentions:
        return
    found = [*_turned(before, after)]
    if not found:
        names = [*_names(before, after)]
        found = [*_exchanged(before, after, names)] or [*_displaced(before, after, names)]
    yield from found


def _finding(before: Text, after: Text, theirs: Mention, here: Mention, message: str) -> Finding:
    return Finding("role", "changed", before.span(theirs), after.span(here), message)


@dataclass(frozen=True)
class Act:
    """Two names with only the verb's words between; `passive` sentences are already turned."""

    verbs: frozenset[str]
    agent: Mention
    patient: Mention


def _turned(before: Text, after: Text) -> Iterator[Finding]:
    """Merkel accused Macron, where the source has Macron accused Merkel, or Merkel was accused by Macron."""
    there = [*_acts(before)]
    for act in _acts(after):
        alike = [other for other in there if act.verbs & other.verbs]
        if any(act.agent.same(other.agent) and act.patient.same(other.patient) for other in alike):
            continue
        for other in alike:
            if act.agent.same(other.patient) and act.patient.same(other.agent):
                yield _finding(before, after, other.agent, act.agent, "the source has it the other way round")
                break


def _acts(text: Text) -> Iterator[Act]:
    for one, other in pairwise(text.mentions):
        between = text.words[one.end : other.start]
        if not 0 < len(between) <= HOPS or text.sentence(one) != text.sentence(other):
            continue
        small = (word for word in between if word.stem and word.span.text[0].islower())
        verbs = frozenset(word.stem for word in small if word.stem not in MUTUAL and word.lower not in ROLES)
        yield Act(verbs, other, one) if between[-1].lower == "by" else Act(verbs, one, other)


def _names(before: Text, after: Text) -> Iterator[Name]:
    for here in after.mentions:
        there = [mention for mention in before.mentions if mention.same(here)]
        if there and not here.people:
            close = _close(before, after, here)
            yield Name(here, there, before.kind(there), close, sum(close.values()))


def _close(before: Text, after: Text, here: Mention) -> Weights:
    """Stems of the source close to a mention in the summary; nearer and rarer ones weigh more, each less than 1."""
    close: dict[str, float] = {}
    for ks in (range(here.start - 1, -1, -1), range(here.end, len(after.words))):
        for d, k in enumerate(ks[:CLOSE], start=1):
            word = after.words[k]
            name = next((mention for mention in after.mentions if mention.start <= k < mention.end), None)
            apart = d > 1 and "," in after.gap(k, ks[d - 2])
            if apart or word.sentence != after.sentence(here) or (name and not after.possessive(name)):
                break
            if not name and (places := before.places.get(word.stem)):
                weight = math.exp(-d / 2) * math.log1p(6 / len(places))
                close[word.stem] = max(close.get(word.stem, 0), weight)
    return close


@dataclass(frozen=True)
class Fit:
    """How close a word stands to its name in the source, and to another, in [0, 1]."""

    weight: float
    own: float
    theirs: float


def _fits(before: Text, close: Weights, own: Sequence[Mention], theirs: Sequence[Mention]) -> Iterator[Fit]:
    for stem, weight in close.items():
        places = before.places[stem]
        yield Fit(weight, _nearest(before, places, own), _nearest(before, places, theirs))


def _fit(before: Text, close: Weights, mentions: Sequence[Mention]) -> float:
    """How much of the weight stands as close to one of the mentions in the source."""
    return sum(weight * _nearest(before, before.places[stem], mentions) for stem, weight in close.items())


def _nearest(before: Text, places: Sequence[int], mentions: Sequence[Mention]) -> float:
    """1 for a place beside a mention, a third less for each word between, 0 in another sentence."""
    distances = (
        mention.distance(k)
        for k in places
        for mention in mentions
        if before.sentence(mention) == before.words[k].sentence
    )
    return max((math.exp((1 - d) / 2.5) for d in distances if d), default=0)


def _exchanged(before: Text, after: Text, names: Sequence[Name]) -> Iterator[Finding]:
    """Two names of which each has the other's words beside it."""
    lead, least = EXCHANGED
    for one, other in combinations(names, 2):
        if one.here.same(other.here) or any(mine.same(theirs) for mine in one.there for theirs in other.there):
            continue
        fits = [*_fits(before, one.close, one.there, other.there), *_fits(before, other.close, other.there, one.there)]
        telling = [fit for fit in fits if abs(fit.theirs - fit.own) > 0.1]
        gain = sum(fit.weight * (fit.theirs - fit.own) for fit in telling)
        if sum(fit.weight * fit.theirs for fit in telling) > least and gain > lead * sum(fit.weight for fit in telling):
            yield _finding(before, after, other.there[0], one.here, "the source has these names the other way round")
            return


def _displaced(before: Text, after: Text, names: Sequence[Name]) -> Iterator[Finding]:
    """A name whose words stand beside another person's in the source, and not with its own."""
    lead, least, loose = DISPLACED
    rivals = [*_rivals(before, after)]
    for name in names:
        able = [some for some, kind in rivals if "person" in (kind, name.kind)]
        if name.weight < least or name.kind == "other" or not able:
            continue
        best = max(able, key=lambda some: _fit(before, name.close, some))
        spread = _spread(before, name)
        own = max(_fit(before, name.close, name.there) / name.weight, spread)
        if spread <= loose and _fit(before, name.close, best) / name.weight > own + lead:
            yield _finding(before, after, best[0], name.here, "the source says this of another")


def _rivals(before: Text, after: Text) -> Iterator[tuple[list[Mention], Kind]]:
    """The mentions of each name that only the source has, if it may be a person's."""
    groups: dict[str, list[Mention]] = {}
    for mention in before.mentions:
        groups.setdefault(mention.parts[-1], []).append(mention)
    for some in groups.values():
        shared = any(mention.same(here) for mention in some for here in after.mentions)
        if not shared and not some[0].people and (kind := before.kind(some)) != "other":
            yield some, kind


def _spread(before: Text, name: Name) -> float:
    """Share of the weight that the source has in the name's sentences, or in later ones that may speak of it."""
    own = {before.sentence(mention) for mention in name.there}
    others = [mention for mention in before.mentions if not mention.same(name.here)]
    named = {before.sentence(mention) for mention in others}
    pronouns = {word.sentence for word in before.words if word.lower in PRONOUNS}

    def share(k: int) -> float:
        sentence = before.words[k].sentence
        if sentence in own:
            mine = min(m.distance(k) for m in name.there if before.sentence(m) == sentence)
            theirs = min((m.distance(k) for m in others if before.sentence(m) == sentence), default=99)
            return 1 if mine <= theirs + 2 else 0.2
        told = sentence in pronouns or sentence not in named
        return 0.6 if told and any(sentence - back in own for back in range(1, LATER + 1)) else 0

    return sum(w * max(map(share, before.places[stem])) for stem, w in name.close.items()) / (name.weight or 1)
