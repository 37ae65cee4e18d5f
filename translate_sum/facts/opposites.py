"""What happened turned into its opposite: "rose" for "sank", "builds 1,200 jobs" for "baut 1.200 Stellen ab".

A pair of poles, each with the words that say it in German and in English. Only where the source says one pole alone and
the target the other alone, and neither has a negation ("not allowed" is right for "verboten"): who beat whom is no such
pair, for "X beat Y" is "Y lost to X". None of newstest2019's 2,000 human translations has one, 7 of 30,643 others of
news, two of them mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.negation_words import NEGATES
from translate_sum.facts.wordlists import pattern


@dataclass(frozen=True)
class Pole:
    """german, english: what says it for certain; auch, also: what may, and so excuses a text that says the other."""

    name: str
    german: str
    english: str
    also: str = ""
    auch: str = ""


PAIRS = (
    (
        Pole(
            "a rise",
            "stieg stiegen gestiegen steigt angestiegen anstieg anstiegen wuchs wuchsen gewachsen wächst kletterte* "
            "erhöhte* nahm*_zu. zugenommen legt*_zu. zugelegt zulegt* verdoppel* verdreifach* aufgestockt baut*_aus. "
            "ausgebaut",
            "rose rises risen increase* increasing grew grows grown climb* soar* surge* jumped gained builds building "
            "built doubl* tripl* expand*",
            "up higher more rising growing growth gain* record add* boost* rais* build out",
        ),
        Pole(
            "a fall",
            "sank sanken gesunken sinkt verringert* ging*_zurück. zurückging* zurückgegangen schrumpft* geschrumpft "
            "senkt* gesenkt gekürzt kürzt* baut*_ab. abgebaut abnahm* abgenommen büßt*_ein. brach*_ein. eingebrochen "
            "halbiert* nachgegeben gab*_nach. gesunken",
            "fell falls fallen declin* decreas* sank sunk shrank shrunk shrink* reduce* reducing plunge* slump* halved "
            "dropped",
            "down lower* less fewer drop* cut* los* sink* falling back collaps* weak* dip* slid* slip* eas* decline",
            "fiel* fällt fallen gefallen *stürz* *sturz* rück* verlor* verlier* weniger",
        ),
    ),
    (
        Pole(
            "consent",
            "angenommen nahm*_an. zugestimmt stimmt*_zu. gebilligt billigt* genehmigt* verabschiedet* akzeptiert*",
            "accepted accepts adopted adopts approved approves approve passed agreed agrees",
            "accept* adopt* approv* pass* agree* assum* voted yes consent* backed back",
        ),
        Pole(
            "a refusal",
            "abgelehnt lehnt*_ab. verworfen verwarf* zurückgewiesen wies*_zurück. weis*_zurück. verweigert*",
            "rejected rejects refused refuses denied denies dismissed",
            "reject* refus* den* dismiss* declin* turn* against oppos* rebuff* veto* no",
        ),
    ),
    (
        Pole(
            "an admission",
            "gestand gesteht gab*_zu. gibt_zu. räumt*_ein. eingeräumt zugegeben",
            "admitted admits confessed confesses acknowledged",
            "admit* confess* acknowledg* concede* grant*",
        ),
        Pole(
            "a denial", "bestritt* bestritten bestreitet leugnet* dementiert*", "denied denies", "den* reject* disput*"
        ),
    ),
    (
        Pole("a conviction", "verurteilt*", "convicted sentenced", "convict* sentenc* condemn* jail* guilty"),
        Pole(
            "an acquittal",
            "freigesprochen freispruch* sprach*_frei. spricht_frei.",
            "acquitted acquittal",
            "acquit* clear*",
        ),
    ),
    (
        Pole("an arrest", "festgenommen verhaftet*", "arrested arrests detained", "arrest* detain* custody held"),
        Pole("a release", "freigelassen freilassung* freikam*", "released freed releases", "releas* free* let"),
    ),
    (
        Pole(
            "a purchase",
            "gekauft kaufte* kauft erworben erwarb*",
            "bought buys acquired",
            "buy* bought acqui* purchas*",
        ),
        Pole(
            "a sale",
            "verkauft* veräußert*",
            "sold sells",
            "sell* sold sale*",
            "abgestoßen stieß*_ab. abgegeben gab*_ab.",
        ),
    ),
    (
        Pole(
            "praise",
            "lobt* gelobt gewürdigt würdigt*",
            "praised praises lauded",
            "prais* laud* honor* honour* commend*",
        ),
        Pole(
            "criticism",
            "kritisiert* bemängelt* rügt*",
            "criticised criticized criticises criticizes",
            "critici* condemn*",
        ),
    ),
    (
        Pole(
            "a start",
            "begann begannen begonnen beginnt eröffnet*",
            "began begun begins started starts opened opens",
            "start* open* beg* launch*",
        ),
        Pole(
            "an end",
            "endete* endet beendet* schloss*_ab. abgeschlossen",
            "ended ends finished finishes",
            "end* finish* conclu* complet* clos* stop*",
            "*schluss* vorbei *ende*",
        ),
    ),
    (
        Pole("a permit", "erlaubt* gestattet*", "allowed allows permitted permits", "allow* permit* authori*"),
        Pole(
            "a ban",
            "verboten verbot verbietet untersagt*",
            "banned bans forbidden forbids prohibited",
            "ban* forbid* prohibit* bar* outlaw*",
        ),
    ),
)

_NEARLY = re.compile(r"\b(?:wenig|fail)", re.IGNORECASE)  # turns a pole round too, and is no negation


@dataclass(frozen=True)
class _Said:
    pole: Pole
    german: re.Pattern[str]
    english: re.Pattern[str]
    wide: dict[Language, re.Pattern[str]]

    def by(self, language: Language) -> re.Pattern[str]:
        return self.german if language == "de" else self.english


def _said(pole: Pole) -> _Said:
    wide: dict[Language, re.Pattern[str]] = {
        "de": pattern(f"{pole.german} {pole.auch}"),
        "en": pattern(f"{pole.english} {pole.also}"),
    }
    return _Said(pole, pattern(pole.german), pattern(pole.english), wide)


START = 4  # letters; no English word of the poles is shorter
_STARTS = frozenset(word[:START] for pair in PAIRS for pole in pair for word in pole.english.split())
_WORD = re.compile(r"\w+")
_TURNED = [ordered for pair in PAIRS for ordered in permutations(map(_said, pair))]


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "changed" finding for the word of each pole that stands for its opposite."""
    if _STARTS.isdisjoint(word[:START].lower() for word in _WORD.findall(target)):  # as most texts are: it saves time
        return
    if any(turns.search(text) for turns in (NEGATES, _NEARLY) for text in (source, target)):
        return
    for one, other in _TURNED:
        there, here = one.by(language).search(source), other.english.search(target)
        if there and here and not other.wide[language].search(source) and not one.wide["en"].search(target):
            was, became = (Span(found[0], *found.span()) for found in (there, here))
            yield Finding("event", "changed", was, became, f"{one.pole.name} became {other.pole.name}")
