"""What articles really hold and clean corpora lack: capitals, missing full stops, datelines, ASCII umlauts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Text = tuple[str, str]
LONGEST_JOINED = 300  # letters
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
PLACES = ("BERLIN", "SEOUL", "MOSKAU|MOSCOW", "WIEN|VIENNA", "PEKING|BEIJING", "MÜNCHEN|MUNICH", "PARIS", "LONDON")
# reformed spelling -> the one before 1996, which older articles, Swiss reprints and quotations still have
OLD_SPELLING = {
    "dass": "daß", "muss": "muß", "musste": "mußte", "mussten": "mußten", "müsste": "müßte", "lässt": "läßt",
    "wusste": "wußte", "Schluss": "Schluß", "Fluss": "Fluß", "Prozess": "Prozeß", "Abschluss": "Abschluß",
    "Beschluss": "Beschluß", "gewiss": "gewiß", "bewusst": "bewußt", "Einfluss": "Einfluß", "Anlass": "Anlaß",
    "aufwendig": "aufwändig", "potenziell": "potentiell", "Potenzial": "Potential", "fasst": "faßt", "passt": "paßt",
    "Kongress": "Kongreß", "Ausschuss": "Ausschuß", "heißt": "heisst", "groß": "gross", "große": "grosse",
}  # fmt: skip
QUOTES = ("„“", "»«", "«»", '""', "“”")
ANY_QUOTED = re.compile(r"[„“”\"»«]([^„“”\"»«]{2,})[„“”\"»«]")
AGENCIES = ("Reuters", "dpa", "AFP", "AP", "epd", "KNA")


def upper_case(pair: Text, rng: random.Random) -> Text:
    return pair[0].upper(), pair[1].upper()


def title_case(pair: Text, rng: random.Random) -> Text:
    """English headlines are often title-cased; the German stays, so that the model learns to answer plainly."""
    return pair[0].rstrip("."), " ".join(w[:1].upper() + w[1:] for w in pair[1].rstrip(".").split())


def no_full_stop(pair: Text, rng: random.Random) -> Text:
    return pair[0].rstrip(". "), pair[1].rstrip(". ")


def ascii_umlauts(pair: Text, rng: random.Random) -> Text:
    return pair[0].translate(UMLAUTS), pair[1]


def dateline(pair: Text, rng: random.Random) -> Text:
    place, agency, dash = rng.choice(PLACES), rng.choice(AGENCIES), rng.choice(("–", "-"))
    german, _, english = place.partition("|")
    return f"{german} ({agency}) {dash} {pair[0]}", f"{english or german} ({agency}) {dash} {pair[1]}"


def old_spelling(pair: Text, rng: random.Random) -> Text:
    return re.sub(r"\w+", lambda word: OLD_SPELLING.get(word[0], word[0]), pair[0]), pair[1]


def quotes(pair: Text, rng: random.Random) -> Text:
    """The German quotation in any of the marks in use; a whole segment becomes one when it has none."""
    marks = rng.choice(QUOTES)
    left, right = marks[0], marks[1]
    if ANY_QUOTED.search(pair[0]):
        return ANY_QUOTED.sub(lambda inside: f"{left}{inside[1]}{right}", pair[0]), pair[1]
    return f"{left}{pair[0]}{right}", f'"{pair[1]}"'


def stray_space(pair: Text, rng: random.Random) -> Text:
    return pair[0] + " ", pair[1]


ALTERATIONS: dict[str, Callable[[Text, random.Random], Text]] = {
    function.__name__: function
    for function in (upper_case, title_case, no_full_stop, ascii_umlauts, dateline, old_spelling, quotes, stray_space)
}

GERMAN_SIDE = ("ascii_umlauts", "old_spelling", "quotes", "stray_space")
"""What is found in German articles, but should not be written where German is the target."""


def augment(pairs: list[Text], shares: dict[str, float], rng: random.Random) -> list[Text]:
    """As many pairs out as in, in order; each is altered in at most one way, with the share given for that way."""
    names = [*shares, ""]
    weights = [*shares.values(), 1 - sum(shares.values())]
    ways = rng.choices(names, weights, k=len(pairs))
    before = [pairs[-1], *pairs[:-1]] if pairs else []
    return [altered(pair, way, last, rng) for pair, way, last in zip(pairs, ways, before, strict=True)]


def altered(pair: Text, way: str, before: Text, rng: random.Random) -> Text:
    if way == "joined" and len(pair[0]) + len(before[0]) < LONGEST_JOINED:
        return f"{before[0]} {pair[0]}", f"{before[1]} {pair[1]}"
    return ALTERATIONS[way](pair, rng) if way in ALTERATIONS else pair
