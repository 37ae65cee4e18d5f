"""A sentence in other words that say no more: what a summary does to its sources without becoming wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_DIGITS = dict(zip("two three four five six seven eight nine ten".split(), "2 3 4 5 6 7 8 9 10".split(), strict=True))
_WORDS = {digit: word for word, digit in _DIGITS.items()}
_ALIKE = (
    "said|stated|announced",
    "says|states",
    "more than|over",
    "killed|left dead",
    "wounded|injured|hurt",
    "bought|purchased|acquired",
    "buy|purchase",
    "began|started",
    "begin|start",
    "big|large|major",
    "wants|seeks|would like",
    "because of|due to|owing to",
    "several|a number of",
    "near|close to",
    "percent|per cent|pct|%",
    "company|firm",
    "agreement|deal|accord",
    "talks|negotiations",
    "children|kids",
    "quickly|rapidly|fast",
    "shows|indicates",
    "showed|indicated|revealed",
    "told|informed",
    "ended|finished",
    "arrested|detained|taken into custody",
    "protest|demonstration",
    "protests|demonstrations",
    "car|vehicle",
    "doctor|physician",
    "rose|went up|climbed|increased",
    "fell|went down|dropped|declined",
    "whole|entire",
    "important|significant",
    "probe|investigation|inquiry",
)
_TABLE = {form: [f for f in row.split("|") if f != form] for row in _ALIKE for form in row.split("|")}
_ANY = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(_TABLE, key=len, reverse=True))) + r")(?!\w)")
_LOWERED = frozenset("the a an he she it they there this that these those in on at his her its their some many".split())
# without such an adverb, or a clause with such a word, a sentence says more
_CONDITION = re.compile(
    r"\b(?:if|unless|until|without|except|provided|had|should|as long as|so long as|in case|on condition)\b",
    re.IGNORECASE,
)
_QUALIFYING = frozenset(
    "allegedly apparently approximately arguably barely conceivably evidently falsely formerly hardly initially "
    "largely mainly mostly narrowly nearly nominally officially only originally ostensibly partially partly possibly "
    "potentially presumably previously probably purportedly rarely reportedly roughly scarcely seemingly supposedly "
    "temporarily theoretically unlikely unofficially virtually wrongly".split()
)
_NO_ADVERB = frozenset(
    "ally apply assembly comply daily deadly early elderly family friendly hourly imply likely monopoly monthly "
    "multiply quarterly rally rely reply supply weekly yearly".split()
)
_SAID = r"(?:said|says|told reporters|added|announced|reported)"


def _synonyms(text: str, rng: random.Random) -> str:
    text = re.sub(
        r"\b(?:about|around|some|roughly) (?=\d)",
        lambda m: rng.choice(["about ", "around ", "some ", "roughly "]),
        text,
    )
    return _ANY.sub(lambda m: rng.choice(_TABLE[m[0]]) if rng.random() < 0.6 else m[0], text)


def _numbers(text: str, rng: random.Random) -> str:
    text = re.sub(r"\b({})\b".format("|".join(_DIGITS)), lambda m: _DIGITS[m[0]] if rng.random() < 0.5 else m[0], text)
    return re.sub(r"(?<![\d.,])([2-9]|10)(?![\d.,%]|\w)", lambda m: _WORDS[m[0]] if rng.random() < 0.5 else m[0], text)


def _without_adverb(text: str, rng: random.Random) -> str:
    kept = _QUALIFYING | _NO_ADVERB
    return re.sub(r" ([a-z]{2,}ly)(?= [a-z])", lambda m: m[0] if m[1] in kept else "", text)


def _without_brackets(text: str, rng: random.Random) -> str:
    return re.sub(r" \([^()]{1,80}\)", lambda m: m[0] if _CONDITION.search(m[0]) else "", text)


def _without_middle(text: str, rng: random.Random) -> str:
    """Without what stands between two commas."""
    places = [m for m in re.finditer(r", [^,;\"“”]{8,90},(?= [a-z])", text) if not _CONDITION.search(m[0])]
    if not places:
        return text
    place = rng.choice(places)
    return text[: place.start()] + text[place.end() :]


def _without_start(text: str, rng: random.Random) -> str:
    m = re.match(r"(?:[A-Z][a-z]+ )(?:[^,;\"“”]{3,50}), (?=[A-Za-z])", text)
    rest = text[m.end() :] if m and not _CONDITION.search(m[0]) else ""
    return rest[0].upper() + rest[1:] if len(rest.split()) >= 5 and not _CONDITION.match(rest) else text


def _without_end(text: str, rng: random.Random) -> str:
    places = [
        m.start()
        for m in re.finditer(r",(?= (?:who|which|where|as|after|while|but|and|with|including|\w+ing)\b)", text)
    ]
    places = [p for p in places if len(text[:p].split()) >= 6 and text[p:].count('"') % 2 == 0]
    places = [p for p in places if not _CONDITION.search(text[p:])]
    return text[: rng.choice(places)] + "." if places else text


def _without_speaker(text: str, rng: random.Random) -> str:
    m = re.search(rf",? (?:[A-Z][\w.'-]+ ){{0,4}}(?:he|she|they|it|[A-Z][\w.'-]+)? ?{_SAID}\.$", text)
    if m and len(text[: m.start()].split()) >= 5 and '"' not in text:
        return text[: m.start()].rstrip(",") + "."
    m = re.match(rf"(?:[A-Z][\w.'-]+ ){{1,4}}{_SAID} (?:that )?(?=[a-z])", text)
    rest = text[m.end() :] if m else ""
    return rest[0].upper() + rest[1:] if len(rest.split()) >= 5 else text


def _speaker_first(text: str, rng: random.Random) -> str:
    m = re.match(r"([^\"“”]{20,}), ((?:[A-Z][\w.'-]+ ?){1,4}|he|she|they) (said|says)\.$", text)
    if not m:
        return text
    first = m[1].split()[0]
    clause = first.lower() + m[1][len(first) :] if first.lower() in _LOWERED else m[1]
    return f"{m[2][0].upper()}{m[2][1:].strip()} {m[3]} {rng.choice(['', 'that '])}{clause}."


def _speaker_last(text: str, rng: random.Random) -> str:
    m = re.match(r"((?:[A-Z][\w.'-]+ ){1,4})(said|says) (?:that )?((?:the|a|he|she|it|they) [^\"“”]{15,})\.$", text)
    if not m:
        return text
    clause = m[3][0].upper() + m[3][1:]
    return f"According to {m[1].strip()}, {m[3]}." if rng.random() < 0.5 else f"{clause}, {m[1].strip()} {m[2]}."


def _short_names(text: str, rng: random.Random) -> str:
    return re.sub(
        r"\b(?:Mr|Mrs|Ms|Dr)\.? (?=[A-Z])",
        "",
        re.sub(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?(?=[A-Z][a-z]+ (?:said|says|told|was|is|has)\b)", "", text),
    )


def _by_hand(text: str, rng: random.Random) -> str:
    """As headlines are written: no articles."""
    if len(text.split()) > 14:
        return text
    return re.sub(r"\b(?:the|a|an) (?=[a-z])", "", text)


STEPS: tuple[tuple[Callable[[str, random.Random], str], float], ...] = (
    (_without_brackets, 0.6),
    (_without_middle, 0.5),
    (_without_start, 0.35),
    (_without_end, 0.4),
    (_without_speaker, 0.35),
    (_speaker_first, 0.5),
    (_speaker_last, 0.5),
    (_short_names, 0.3),
    (_without_adverb, 0.4),
    (_numbers, 0.6),
    (_synonyms, 0.7),
    (_by_hand, 0.1),
)


def rephrased(text: str, rng: random.Random) -> str:
    """Some steps, by chance; the text itself where none applies."""
    for step, chance in STEPS:
        if rng.random() < chance:
            text = step(text, rng)
    return re.sub(r"\s{2,}", " ", text).strip()
