"""Which words negate in German and English, and which may stand for such a word in a good translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from translate_sum.facts.finding import Language, Span
from translate_sum.lookups import REMEMBERED

Strength = Literal["plain", "phrase", "weak"]
"""plain: "not", "without"; phrase: a plain one in a set phrase that translations recast, such as "not least"; weak: a
word that can answer a negation of the other language though it is none, such as "unable" and "verweigern"."""


@dataclass(frozen=True)
class Mark:
    """A word that negates; `sense` is the plain English word for it, "only" in "not only", "" for a weak one.

    kin: for a weak one, which group of verbs of both languages it is of, if any: "refuse" of "lehnte" and "rejected".
    """

    span: Span
    sense: str
    strength: Strength
    kin: str = ""


NEGATES = re.compile(
    r"\b(?:nicht|kein\w*|nie\w*|ohne|weder|kaum|not?|never|without|neither|nor|cannot|hardly)\b|n['’]t\b", re.IGNORECASE
)
"""Any negation of either language, for those who only step aside where there is one."""


def _table(lines: str) -> dict[str, str]:
    """A line "sense: words" gives each of the words that sense."""
    rows = (line.split(":") for line in lines.strip().splitlines())
    return {word: sense.strip() for sense, words in rows for word in words.split()}


SENSES: dict[Language, dict[str, str]] = {
    "de": _table("""
        not: nicht nich garnicht keineswegs keinesfalls keinesfall mitnichten
        no: kein keine keiner keines keinem keinen keins keinerlei nein nee
        never: nie niemals
        nobody: niemand niemanden niemandem niemandes
        nothing: nichts nix garnichts
        nowhere: nirgends nirgendwo nirgendwohin nirgendwoher
        without: ohne
        neither: weder
    """),
    "en": _table("""
        not: not cannot cant dont didnt doesnt isnt wasnt wont havent couldnt wouldnt
        no: no none nope
        never: never
        nobody: nobody
        nothing: nothing
        nowhere: nowhere
        without: without
        neither: neither
        nor: nor
    """),
}

ONLY: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?i)\bnicht (?:nur|bloß|allein|lediglich)\b"),
    "en": re.compile(r"(?i)(?:\bnot|n[’']t) (?:only|just|merely|simply|solely)\b"),
}

PHRASES: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?i)\bnicht (?:zuletzt|wahr|umsonst|selten|weniger|mehr als|minder|ganz|alles|zu (?:über|unter)\w+|gleich)\b"
        r"|\b(?:wenn|ob|oder|warum) nicht\b|\b(?:oben|bis|durchaus) ohne\b|\bohne weiteres\b|\bnichts (?:anderes|als)\b"
        r"|\bkeine?n? (?:Wunder|Zweifel|Hehl|Geringere[rnms]?)\b|\bnicht (?:umhin|nehmen|entgehen)\b|\bnicht[-–]"
    ),
    "en": re.compile(
        r"(?i)\bnot (?:least|to mention|surprising(?:ly)?|quite|far|uncommon|unlike)\b|\b(?:if|why|whether|or) not\b"
        r"|\bno (?:doubt|wonder|matter|less|later|more than|fewer|secret|stranger)\b|\bnever[- ]end"
        r"|\b(?:do(?:es|ing|ne)?|did|go|went) without\b"
        r"|\bnothing (?:but|less|other|short)\b|\bnone (?:other|the less)\b|\bnever mind\b|\bgoing nowhere\b|\bsay no\b"
    ),
}

NAMES: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:No\.?|NO\.?|no\.) ?(?=\d)"),
    "en": re.compile(r"\b(?:No\.?|NO\.?|no\.) ?(?=[\d(])|\bNOR\b|\bDr\.? No\b"),
}
"""What is spelled like a negation and is none: "No 12", a country's letters."""

WEAK: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"un(?!d$|s$|se?r|ter|ten|io|i[vfkc]|gar|ge?f[aä]h|its|ited?|ties?d|o$|st|abh|esco|f[aä]ll|glaub|läng|ru|zähl)\w{3,}"
        r"|(?!(?:arbeits|missing|car|end)los)\w{3,}los(?:e[nmrs]?)?|(?!zweifel)\w{3,}frei(?:e[nmrs]?)?"
        r"|ab(?:ge|zu)?lehn\w*|(?:ver)?weiger\w*|verneint?e?n?|bestr[ei]i?t\w*|dementiert?e?n?|(?:ver)hinder[nt]\w*"
        r"|verm(?:ei|ie)de?t?e?n?|\w*verzicht\w*|(?:ge)?fehl(?:t?e?n?|end\w*)|verfehl\w*|\w*mangel[nts]?|gescheitert|scheiter\w*"
        r"|verbiet\w*|verb[oö]t\w*|untersag\w*|kaum|selten|wenig|weniger|erst|frühestens|lediglich|außer|statt|anstatt"
        r"|ausgeschlossen|ausbl[ie]+b\w*|ausgeblieben|entf[aäi]e?ll?e?n?t?|versäum\w*|verpass\w*|bevor|solange|nicht\w+"
        r"|in(?:akzept|dis|direkt|effiz|kompet|stabil|toler|konseq|offiz)\w*|illegal\w*|irre(?:le|gu|ve)\w*|egal|\w*zweifel\w*"
        r"|spätestens|höchstens|schwerlich|schwierig|leer|umhin|ebensowenig|stopp\w*|verschont\w*|fern|nonstop|hüte[tn]?"
        r"|warn(?:t|te|ten|en)|entzieht|entziehen|blieben|mehr"
    ),
    "en": re.compile(
        r"un(?!der|it|i[ovqfcx]|if|iv|ic|cle|ab?shed|til|less|veil|empl|earth|le[as]|known$|us?ual|fold|cov|ion)\w{3,}|unable"
        r"|underutilized|(?!un|regard|home|job|count|wire|reck|end)\w{3,}less(?:ly|ness)?|non\w*"
        r"|dis(?:agree|allow|bel|cont|harm|hon|inter|like|obey|obed|order|pleas|qual|regard|resp|sat|similar|trust|adv|app|able)\w*"
        r"|mis(?:trust|guided|s(?:ed|es|ing)?)|ir(?:reg|rel|rep|res|rev)\w+|illegal\w*|illegit\w*|illog\w*|undo(?:ing|ne)"
        r"|im(?:poss|prob|mat|perf|part|mob|moral|prac|perc)\w*|in(?:abil|accu|accep|act|adeq|admis|appro|capab|compl|compat|compet"
        r"|conclu|concei|corr|defin|depend|dir|discr|dist|eff|elig|eq|escap|evit|expli|exper|flex|human|sens|secu|sign|stabil|suf"
        r"|toler|val|vis|vuln)\w*"
        r"|fail(?:s|ed|ing|ure|ures)?|refus\w*|den(?:y|ied|ies|ying|ial)|lack\w*|reject\w*|declin(?:e|ed|es|ing)|avoid\w*|prevent\w*"
        r"|absen\w*|hardly|barely|scarcely|rarely|seldom|little|few|less|until|unless|rather|instead|except|excluding|excludes?"
        r"|excluded|lest|free|ceased?|stop(?:s|ped)?|contrary|false\w*|wrong|difficult|hard|ban(?:ned|s)?|forb[ia]\w*|prohib\w*"
        r"|omit\w*|neglect\w*|exempt\w*|empty|doubt\w*|dry|topless|ignor\w*|struggl\w*|yet|regardless|virgin|nil|zero|miss"
        r"|nevertheless|nonetheless|restricted|forgo\w*|forego\w*|spared?|waiv\w*|dispens\w*|withh[eo]ld|forgot\w*|abst\w*|pending"
        r"|ongoing|ambiguous|inexpli\w*|overlook\w*"
    ),
}
"""Words that may stand for a negation, in lower case. Chosen on 300,000 pairs of news where only one of the texts has
a plain negation: words that are frequent there and rare elsewhere, so without "but" and "only".
"""

KIN: dict[str, dict[Language, re.Pattern[str]]] = {
    kin: {"de": re.compile(german), "en": re.compile(english)}
    for kin, german, english in (
        (
            "refuse",
            r"ab(?:ge|zu)?lehn\w*|(?:ver)?weiger\w*|zurück(?:ge|zu)?w[ie]+s\w*",
            r"reject\w*|refus\w*|declin\w*",
        ),
        (
            "deny",
            r"bestr[ei]i?t\w*|dementier\w*|(?:ge)?leugne\w*|abgestritten|verneint?e?n?",
            r"den(?:y|ied|ies|ying|ial)",
        ),
        ("forbid", r"verbiet\w*|verb[oö]t\w*|untersag\w*", r"ban(?:ned|s)?|forb[ia]\w*|prohib\w*"),
        ("prevent", r"(?:ver)?hinder[nt]\w*", r"prevent\w*|stop(?:s|ped)?"),
        ("fail", r"gescheitert|scheiter\w*|verfehl\w*|versäum\w*|verpass\w*", r"fail\w*|miss\w*"),
        ("avoid", r"verm(?:ei|ie)de?t?e?n?", r"avoid\w*"),
        ("doubt", r"\w*zweifel\w*", r"doubt\w*"),
    )
}
"""Weak words that mean the same: "not" must not be answered by one that answers another of these already."""

SPLIT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("refuse", re.compile(r"\b[Ll]ehn(?:te?n?|e|en)\b(?=[^.;:!?]*\bab\b)")),
    ("refuse", re.compile(r"\b[Ww](?:ei|ie)s(?:t|en)?\b(?=[^.;:!?]*\bzurück\b)")),
    ("deny", re.compile(r"\b[Ss]tr(?:ei|i)t(?:et|ten|en|t)?\b(?=[^.;:!?]*\bab\b)")),
)
"""German verbs that hold back their other half: "lehnte den Antrag ab"."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'][tT]\b)?")


def marks(text: str, language: Language) -> Iterator[Mark]:
    """The words that negate or may stand for a negation, in order; "noch" counts after "weder"."""
    senses, weak = SENSES[language], WEAK[language]
    only, phrases, names = (_stretches(table[language], text) for table in (ONLY, PHRASES, NAMES))
    halves = {match.start(): kin for kin, verb in SPLIT for match in verb.finditer(text)} if language == "de" else {}
    neither = False
    for match in _WORD.finditer(text):
        word, start = match.group().lower(), match.start()
        sense = senses.get(word, "not" if word.endswith(("n't", "n’t")) else "")
        if word == "noch" and neither:
            sense, neither = "nor", False
        neither |= sense == "neither"
        span = Span(match.group(), start, match.end())
        if not sense:
            kin = halves.get(start) or _kin(word, language)
            if kin or weak.fullmatch(word):
                yield Mark(span, "", "weak", kin)
        elif start in only:
            yield Mark(span, "only", "phrase")
        elif start not in names:
            yield Mark(span, sense, "phrase" if start in phrases else "plain")


@lru_cache(maxsize=REMEMBERED)
def _kin(word: str, language: Language) -> str:
    return next((kin for kin, words in KIN.items() if words[language].fullmatch(word)), "")


def _stretches(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    """Every position that the pattern covers."""
    return frozenset(i for match in pattern.finditer(text) for i in range(*match.span()))
