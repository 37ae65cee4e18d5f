"""Errors for a claim, as summarizers make them, with the places that are wrong.

Nothing here is shared with the planters of benchmarks/faithfulness, which measure what comes of it.
"""

from __future__ import annotations

import random
import re

from training.second_reader.claims import Claim, Planter, replaced
from training.second_reader.names import DAYS, MONTHS, TIMES, apart, names
from training.second_reader.negations import negation_lost, negation_won


def name_of_another(text: str, context: str, rng: random.Random) -> Claim | None:
    here = names(text)
    if not here:
        return None
    old = rng.choice(here)
    others = [n for n in names(context) if all(apart(n.text, h.text) for h in here)]
    alike = [n for n in others if n.sort == old.sort]
    others = alike if alike and rng.random() < 0.8 else others
    if not others:
        return None
    new = rng.choice(others).text
    if " " not in old.text and " " in new and rng.random() < 0.5:
        new = new.split()[-1]
    return replaced(text, [(old.start, old.end, new)])


def names_exchanged(text: str, context: str, rng: random.Random) -> Claim | None:
    here = names(text)
    pairs = [(a, b) for i, a in enumerate(here) for b in here[i + 1 :] if a.sort == b.sort and apart(a.text, b.text)]
    pairs = [
        (a, b)
        for a, b in pairs
        if not re.fullmatch(r"(?:,| and| or|, and| &| vs\.?| with| met)? ?", text[a.end : b.start])
    ]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return replaced(text, [(a.start, a.end, b.text), (b.start, b.end, a.text)])


_FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
_COUNTS = "two three four five six seven eight nine ten eleven twelve".split()


def figure(text: str, context: str, rng: random.Random) -> Claim | None:
    places = list(_FIGURE.finditer(text)) + list(re.finditer(r"\b(?:{})\b".format("|".join(_COUNTS)), text))
    if not places:
        return None
    place = rng.choice(places)
    old = place[0]
    if not old[0].isdigit():
        new = rng.choice([c for c in _COUNTS if c != old])
    else:
        others = [o for o in _FIGURE.findall(context) if o not in text]
        new = rng.choice(others) if others and rng.random() < 0.5 else _other_figure(old, rng)
    return replaced(text, [(place.start(), place.end(), new)]) if new != old else None


def _other_figure(old: str, rng: random.Random) -> str:
    at = rng.choice([i for i, c in enumerate(old) if c.isdigit()])
    digits = "123456789" if at == 0 else "0123456789"
    return old[:at] + rng.choice([d for d in digits if d != old[at]]) + old[at + 1 :]


def time_of_another(text: str, context: str, rng: random.Random) -> Claim | None:
    places = list(re.finditer(r"\b(?:{})\b".format("|".join([*DAYS, *MONTHS])), text))
    if not places:
        return None
    place = rng.choice(places)
    near = [w for w in re.findall(r"\w+", context) if w in TIMES and (w in DAYS) == (place[0] in DAYS)]
    options = near if near and rng.random() < 0.5 else DAYS if place[0] in DAYS else MONTHS
    new = rng.choice(options)
    return replaced(text, [(place.start(), place.end(), new)]) if new != place[0] else None


_OPPOSITES = (
    "rose|fell,rise|fall,rising|falling,increase|decrease|cut,increased|decreased|reduced,higher|lower,up|down,more|less|fewer,most|least,"
    "won|lost,win|lose,winning|losing,accepted|rejected,accept|reject,supported|opposed,supports|opposes,support|oppose,before|after,first|last|second,"
    "north|south|east|west,northern|southern|eastern|western,began|ended,start|end,opened|closed,opening|closing,bought|sold,buy|sell,"
    "import|export,imports|exports,best|worst,largest|smallest,guilty|innocent,allowed|banned,allow|forbid,approved|rejected,confirmed|denied,"
    "agreed|refused,profit|loss,profits|losses,born|buried,husband|wife|brother,son|daughter,sister|mother,father|son,man|woman|boy,"
    "men|women|children,girl|boy,president|minister|mayor,police|soldiers|firefighters,teacher|student,victims|suspects,killed|injured|arrested,"
    "missing|found|killed,dead|wounded|missing,arrested|released|questioned,strong|weak,strongest|weakest,early|late,increase|drop,old|young,rich|poor,"
    "private|public,peace|war,friend|rival,allies|enemies,left|right,inside|outside,above|below,former|current,old|new,against|for,"
    "praised|criticized,praise|criticism,success|failure,"
    "succeeded|failed,survived|died,defeated|lost to|joined,hundreds|thousands|dozens,"
    "million|billion|thousand,billion|million,millions|billions,"
    "month|year|week,days|weeks|months|years,hours|minutes,daily|weekly|monthly|annual,"
    "morning|evening|night,mother|wife|daughter,prosecutors|defenders|lawyers,sued|hired|fired,attacked|defended,government|opposition,"
    "workers|managers,employees|customers,patients|doctors,sold|bought,lent|borrowed,buyers|sellers,lenders|borrowers,plans|refuses,"
    "launched|cancelled,appointed|dismissed,hired|dismissed,resumed|halted,expanded|closed,could|must,may|will,will|did,some|all,few|many|all"
)
_OTHER: dict[str, list[str]] = {}
for _row in _OPPOSITES.split(","):
    for _form in _row.split("|"):
        _OTHER.setdefault(_form, []).extend(f for f in _row.split("|") if f != _form)


def opposite(text: str, context: str, rng: random.Random) -> Claim | None:
    places = [m for m in re.finditer(r"\b[a-z]+\b", text) if m[0] in _OTHER]
    if not places:
        return None
    place = rng.choice(places)
    return replaced(text, [(place.start(), place.end(), rng.choice(_OTHER[place[0]]))])


_SUFFIX = re.compile(r"(?:tions?|ments?|ing|ed|ers?|ists?|ity|al|ly|s|)$")


def word_of_another(text: str, context: str, rng: random.Random) -> Claim | None:
    """A word of the context of the same ending in place of one of the claim."""
    places = list(re.finditer(r"\b[a-z]{5,}\b", text))
    if not places:
        return None
    place = rng.choice(places)
    ending = _ending(place[0])
    present = {w[:4] for w in re.findall(r"[a-z]{4,}", text.lower())}
    words = [w for w in re.findall(r"\b[a-z]{5,}\b", context) if _ending(w) == ending and w[:4] not in present]
    return replaced(text, [(place.start(), place.end(), rng.choice(words))]) if words else None


def _ending(word: str) -> str:
    match = _SUFFIX.search(word)
    return match[0] if match else ""


def joined(text: str, context: str, rng: random.Random) -> Claim | None:
    """What another sentence of the context says of somebody else, said of who begins the claim."""
    here = [n for n in names(text) if n.start == 0]
    if not here or not text.endswith("."):
        return None
    others = []
    for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", context):
        first = next((n for n in names(sentence) if n.start == 0), None)
        if first and apart(first.text, here[0].text) and sentence.endswith("."):
            rest = sentence[first.end :]
            if re.match(r" (?:has|had|was|is|will|said|[a-z]+ed|[a-z]+s) ", rest) and len(rest.split()) <= 16:
                others.append(rest.strip())
    if not others:
        return None
    rest, link = rng.choice(others), rng.choice([" and ", ", who ", " and "])
    start = len(text) - 1 + len(link)
    head = text[:-1]
    if link == ", who ":
        end = here[0].end
        made = f"{head[:end]}, who {rest[:-1]},{head[end:]}."
        return Claim(made, ((end + 6, end + 6 + len(rest) - 1),))
    return Claim(head + link + rest, ((start, start + len(rest) - 1),))


PLANTERS: tuple[tuple[Planter, float], ...] = (
    (name_of_another, 6),
    (names_exchanged, 3),
    (figure, 2),
    (time_of_another, 1),
    (negation_lost, 5),
    (negation_won, 2),
    (opposite, 3),
    (word_of_another, 2),
    (joined, 2),
)


def plant(text: str, context: str, rng: random.Random) -> Claim | None:
    """An error of a kind drawn by weight; another kind where that finds no place."""
    left = list(PLANTERS)
    while left:
        at = rng.choices(range(len(left)), [weight for _, weight in left])[0]
        planter, _ = left.pop(at)
        made = planter(text, context, rng)
        if made and made.text != text:
            return made
    return None
