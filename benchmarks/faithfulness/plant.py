"""Planters: each puts one error of its kind into a faithful English text, or finds no place for it.

A planter is a function (pair, rng) -> Planted or None. Independent of the detector under test by design: no code and
no list is shared with it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from benchmarks.faithfulness import invented, negation, values, words
from benchmarks.faithfulness.edit import Edit, Pair, Planted, PlantKind, plant
from benchmarks.faithfulness.names import Name, names_in

Planter = Callable[[Pair, random.Random], Planted | None]


def name_swapped(pair: Pair, rng: random.Random) -> Planted | None:
    """Another name of the article in place of one of the sentence, of the same sort where there is one."""
    here = names_in(pair.target, pair.vocabulary)
    if not here:
        return None
    old = rng.choice(here)
    others = [n for text in pair.article for n in names_in(text, pair.vocabulary) if _fits(n.text, pair.target)]
    others = [n for n in others if not same_name(n.text, old.text) and not _wider(n.text, old.text)]
    others = [n for n in others if n.kind == old.kind] or others
    if not others:
        return None
    new = rng.choice(sorted({n.text for n in others}))
    return plant("name swapped", pair.target, _rename(old, new), detail=old.kind)


def name_invented(pair: Pair, rng: random.Random) -> Planted | None:
    """A name that neither the source nor the article has a word of."""
    here = names_in(pair.target, pair.vocabulary)
    if not here:
        return None
    old = rng.choice(here)
    known = _fold(" ".join((pair.source, *pair.article)))
    options = [n for n in _inventions(old) if not any(w in known for w in re.findall(r"\w{3,}", _fold(n)))]
    return plant("name invented", pair.target, _rename(old, rng.choice(options)), detail=old.kind) if options else None


def _inventions(old: Name) -> list[str]:
    if old.kind == "place":
        return list(invented.PLACES)
    if old.kind == "organisation":
        return list(invented.ORGANISATIONS)
    persons = [p if " " in old.text else p.split()[-1] for p in invented.PERSONS]
    return persons if old.kind == "person" else [*persons, *invented.PLACES, *invented.ORGANISATIONS]


def _rename(old: Name, new: str) -> Edit:
    return Edit(old.start, old.end, old.text, new)


def _fits(name: str, text: str) -> bool:
    """None of its words stands in the text already."""
    folded = _fold(text)
    return not any(w in folded for w in re.findall(r"\w{3,}", _fold(name)))


def same_name(one: str, other: str) -> bool:
    """One is a part, an inflection or an alias of the other: "Merkel" and "Angela Merkel", "UK" and "Britain"."""
    ours, theirs = _fold(one).split(), _fold(other).split()
    if any(a[:4] == b[:4] for a in ours for b in theirs if a not in words.PARTICLES):
        return True
    if any(one in group and other in group for group in words.ALIASES):
        return True
    return _is_acronym(one, other) or _is_acronym(other, one)


def _wider(new: str, old: str) -> bool:
    """What happened in Hamburg happened in Germany: a country in place of a smaller thing may leave all true."""
    last, was = new.rsplit(maxsplit=1)[-1], old.rsplit(maxsplit=1)[-1]
    return last in words.COUNTRIES and was not in words.COUNTRIES


def _is_acronym(short: str, long: str) -> bool:
    return (
        " " not in short
        and short.isupper()
        and "".join(w[0] for w in re.split(r"[ -]", long) if w).startswith(short[:2])
    )


def _fold(text: str) -> str:
    """Lower case without accents: "Özil" and "Ozil" are one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


# what is said of both alike: exchanging them changes nothing
_ALIKE = re.compile(
    r"\b(?:and|or|nor|met|meets?|meeting|married|with|together|between|versus|vs|against|alongside|plus|as well as"
    r"|just as|like)\b"
)
_FUNCTION = frozenset(
    "a an the of in on at to for from by as that who which is was has had its his her their also".split()
)


def roles(pair: Pair, rng: random.Random) -> Planted | None:
    """Two names of one sort and one sentence change places, with something between them that tells them apart."""
    names = names_in(pair.target, pair.vocabulary)
    couples = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :] if _exchangeable(a, b, pair.target)]
    if not couples:
        return None
    a, b = rng.choice(couples)
    return plant("roles", pair.target, _rename(a, b.text), _rename(b, a.text), detail=a.kind)


def _exchangeable(a: Name, b: Name, text: str) -> bool:
    between = text[a.end : b.start]
    if a.kind != b.kind or a.kind == "other" or same_name(a.text, b.text) or re.search(r"[.!?;]\s", between):
        return False
    telling = [w for w in re.findall(r"\b[a-z]{2,}\b", between) if w not in _FUNCTION]
    return bool(telling) and not _ALIKE.search(between) and not re.search(r"\bbetween\b", text[: a.start])


# what nobody may put into an article's mouth: the participle, and what of it the English around must not have
_GRAVE = {
    "murdered": r"murder|kill|die[ds]?\b|dead|death|dying|victim|bod(?:y|ies)",
    "killed": r"murder|kill|die[ds]?\b|dead|death|dying|victim|bod(?:y|ies)",
    "arrested": r"arrest|police|jail|prison|custody|detain|caught",
    "wounded": r"wound|injur|hurt|shot|hospital",
    "raped": r"rape|sex|abus|assault",
    "bombed": r"bomb|explo|blast|attack|missile|shell",
    "convicted": r"convict|guilt|court|judge|trial|sentence|prison|jail|crim",
}
_SUFFERED = re.compile(r"\b(?:was|were|been|being) (\w{2,}ed)\b")


def event_invented(pair: Pair, rng: random.Random) -> Planted | None:
    """What was done to somebody or something becomes a crime, of a sort that the article does not speak of."""
    places = [*_SUFFERED.finditer(pair.target)]
    around = " ".join(pair.article).lower()
    unheard = [participle for participle, spoken in _GRAVE.items() if not re.search(spoken, around)]
    if not places or not unheard:
        return None
    place, new = rng.choice(places), rng.choice(unheard)
    return plant("event invented", pair.target, Edit(place.start(1), place.end(1), place[1], new), detail=new)


PLANTERS: dict[PlantKind, Planter] = {
    "number": values.number,
    "number word": values.number_word,
    "digits swapped": values.digits_swapped,
    "unit": values.unit,
    "currency": values.currency,
    "date": values.date,
    "name swapped": name_swapped,
    "name invented": name_invented,
    "negation added": negation.added,
    "negation dropped": negation.dropped,
    "roles": roles,
    "event invented": event_invented,
}


def planted(kind: PlantKind, pair: Pair, index: int, seed: int) -> Planted | None:
    """The same for the same (kind, index, seed), whatever else is planted; index is the pair's place in its set."""
    return PLANTERS[kind](pair, random.Random(f"{seed}:{kind}:{index}"))
