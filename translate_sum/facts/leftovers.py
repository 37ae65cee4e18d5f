"""German words left standing in an English translation: "im blood", "a bisschen later".

A word in small letters counts that the source has too, that English does not have, and whose English is known; function
words by a list. So does the first word of a sentence that a sentence of the source begins with ("Umso more motivated").
Names and titles stay German in good translations ("Ursula von der Leyen", "Der Name der Rose"), and so
do many nouns ("the Tafel"): of newstest2019's references 2 % have one, so that nouns are left to nouns.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.function_words import GERMAN
from translate_sum.facts.lexicon import lexicon
from translate_sum.facts.name_words import name_share
from translate_sum.facts.quotation import quotations
from translate_sum.facts.words import SHORTEST, english
from translate_sum.lookups import REMEMBERED

FUNCTION = GERMAN - frozenset("aus als den des ein er es hier ihr ihre ist sei sein seine sie von zu".split())
"""Without those that are English in another case, or in names of other languages too, as "des" is."""

SMALL = FUNCTION | frozenset("die den des am an in ob im".split())
"""What may stand between the words of a name, whatever else it means in English."""

SURNAMES = frozenset(
    "abt acker adler altmann amsel bach barsch bauer baum bayer berg biene bild bischof blitz blume bock braun "
    "brunnen brück brücke burg busch bäcker bär böhm bürger degen donner eisbären eisen engel ernst falke feld "
    "fels fink fischer fleischer focus franke freitag freund fried friede fromm fromme frosch frost fuchs förster "
    "fürst gans garten geiger glaser glück gold graf grimm gross groß grün grüne grünen gärtner haas hagel hahn "
    "haie hammer hase hecht held heller herbst hering herzog hess himmel hirsch hoffmann hofmann holz händler "
    "häring igel jung junge jäger kaiser kammer kampf karpfen kaufmann keller kies klein klug kluge knecht koch "
    "kranich kraus krause krieg krumm krämer kuckuck kunde kupfer kurz käfer könig königsblau kühn kühne küster "
    "lamm lang lange lenz lind linde linke linken läufer löwe löwen maler mauer maurer meister messing metzger "
    "mond morgen mönch nagel neuer neumann ochs papst pech pfarrer pfau pfeiffer pfennig pilz platz pohl preuß "
    "rapp regen rehm reiter renner richter ritter rose roth sachs sand sattler sauer schatz schimmel schmied "
    "schnee schneider schreiber schultheiß schulz schulze schuster schwab schwabe schwan schwarz schäfer schütz "
    "schütze seiler sieg silber sinn sommer sonne sonntag specht sperling spiegel spitz springer stahl stark "
    "starke stein stern stier storch streit stumpf sturm sänger süß tafel teufel thaler trommler turm tänzer "
    "töpfer unger vogel vogl vogt volk wagenknecht wagner wald weber weiss weiß welt wiese wild wind winter wolf "
    "wolke wurm zander zeit zimmermann zorn".split()
)
"""And names of newspapers, parties and teams, that are ordinary words too: with one of these a sentence may begin."""

_INSIDE = re.compile(r"\w[@/.]\w")  # of an address: "www.kasse.de/abc"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OPENS = re.compile(r"(?:\A|[.!?:]\s+|(?P<quote>[„“”\"»«]))\s*$")
LONG = 5
"""Words from which a quotation is a sentence, and not a newspaper's name or a title."""


@dataclass(frozen=True)
class Word:
    """A word of the target, and its first place in the source, None where it has none.

    opens: a sentence begins with it in both.
    """

    span: Span
    there: Span | None
    opens: bool = False

    @property
    def capital(self) -> bool:
        return self.span.text[0].isupper()


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for each stretch of German words, function words with the word that follows."""
    if language == "en":
        return
    words = [*_words(source, target)]
    titles = _titles(target, words)
    left = [word.span.start not in titles and _left(words, i) for i, word in enumerate(words)]
    i = 0
    while i < len(words):
        end = i
        while end < len(words) and left[end]:
            end += 1
        if end > i:
            first, last = words[i], words[end - 1]
            after = words[end].span if end < len(words) and last.span.text in FUNCTION else last.span
            span = Span(target[first.span.start : after.end], first.span.start, after.end)
            yield Finding("untranslated", "changed", first.there, span, "German was left in the English")
        i = max(end, i + 1)


def _words(source: str, target: str) -> Iterator[Word]:
    there: dict[str, Span] = {}
    opening: set[str] = set()
    for match in _WORD.finditer(source):
        there.setdefault(match.group().lower(), Span(match.group(), *match.span()))
        if _opens(source, match):
            opening.add(match.group().lower())
    addresses = [match.span() for match in re.finditer(r"\S+", target) if _INSIDE.search(match[0])]
    for match in _WORD.finditer(target):
        if any(start <= match.start() < end for start, end in addresses):
            continue
        low = match.group().lower()
        yield Word(Span(match.group(), *match.span()), there.get(low), low in opening and _opens(target, match))


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence begins with the word, one that is quoted too."""
    found = _OPENS.search(text, max(0, match.start() - 4), match.start())  # a mark and some spaces
    if found is None:
        return False
    inside = re.split(r"[„“”\"»«]", text[match.start() :], maxsplit=1)[0]
    return found["quote"] is None or len(inside.split()) >= LONG


def _titles(target: str, words: Sequence[Word]) -> frozenset[int]:
    """Every place in quotations that begin with a capital and are as in the source."""
    copied = {word.span.start for word in words if word.there}
    found: set[int] = set()
    for quotation in quotations(target):
        start, end = quotation.span.start, quotation.span.end
        inside = [word.span for word in words if start <= word.span.start < end]
        if inside and inside[0].text[0].isupper() and all(span.start in copied for span in inside):
            found.update(range(start, end))
    return frozenset(found)


def _left(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if word.there is None:
        return False
    if word.opens and word.capital:
        after = words[i + 1] if i + 1 < len(words) else None
        name = after is not None and after.capital and after.there is not None  # "Brett Kavanaugh"
        return not name and word.span.text.lower() not in SURNAMES and german(word.span.text.lower())
    if word.capital or word.there.text[0].isupper():
        return False
    return not _in_name(words, i) if word.span.text in FUNCTION else german(word.span.text)


@lru_cache(maxsize=REMEMBERED)
def german(low: str) -> bool:
    """Whether a word in lower case is German, no name, and no English."""
    known = lexicon().english(low)
    if len(low) < SHORTEST or low in FUNCTION or english(low) or not known:
        return False
    return low not in known and not any(low.startswith(word[:5]) for word in known) and name_share(low) < 0.5


def _in_name(words: Sequence[Word], i: int) -> bool:
    """Between words with capitals, or before a name: "von der Leyen", not "im Blut"."""
    after = next((word for word in words[i + 1 :] if word.span.text not in SMALL), None)
    if after is None or not after.capital:
        return False
    before = next((word for word in reversed(words[:i]) if word.span.text not in SMALL), None)
    return (before is not None and before.capital) or not german(after.span.text.lower())
