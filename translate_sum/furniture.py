"""What surrounds the body of a German press text, as patterns: bylines, datelines, credits, teasers, footers.

Each pattern is meant to miss rather than to take body text: a line is furniture only if all of it fits, names are
two capitalised words or an agency, and nothing that ends like a sentence is a credit. Named groups carry what an
Article keeps as metadata: byline, agency, dateline, published, and `day`, a date without a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from translate_sum.document import LeftOutKind


@dataclass(frozen=True)
class Rule:
    """known: fits only if one of the dateline's places is in facts/data/towns.txt."""

    kind: LeftOutKind
    expression: str
    known: bool = False

    def match(self, text: str) -> re.Match[str] | None:
        """The rule's match at the beginning of the text."""
        match = self.pattern.match(text)
        return match if match and (not self.known or _towns_only(match["dateline"], match["after"])) else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.expression)  # on first use: all of them take 50 ms, and `--help` needs none


def _towns_only(places: str, after: str) -> bool:
    """One of the places is a town, and the word after them is none: "Köln – Bremen" is a match or a way.

    >>> _towns_only("Kleinkleckersdorf/Bad Kreuznach", "Das"), _towns_only("NATO", "Das"), _towns_only("Köln", "Bremen")
    (True, False, False)
    """
    return any(map(_is_town, re.split(r"\s?/\s?|\s\(", places))) and not _is_town(after)


def _is_town(name: str) -> bool:
    from translate_sum.facts.lexicon import opened, rest  # not for `--help`

    return rest(opened("towns.txt"), f"{name.upper()}\n") is not None


_UPPER = "[A-ZÀ-ÖØ-ÞĆČĐŁŃŚŞŠŻŽ]"
_AGENCY_NAME = (
    r"(?i:Reuters|Keystone-SDA|Dow Jones Newswires|Dow Jones|Bloomberg|Xinhua|Interfax|ANSA|TASS"
    r"|dpa|AFP|AP|rtr|KNA|epd|APA|SDA|SID|ddp|dapd|ots|AWP|dts|taz)(?![\wäöüß])"
)
_DESK = rf"(?:{_AGENCY_NAME}(?:[-/](?!{_AGENCY_NAME})[A-Za-z]{{2,8}}\b){{0,2}})"  # "dpa/tmn", "dpa-AFX"
_AGENCY = rf"(?:[a-zäöü]{{2,4}}/)?{_DESK}(?:\s?(?:[-,/+]|und)\s?{_DESK}){{0,4}}"  # "APA/dpa", "jhe/dpa", "AFP, Reuters"

_MONTH = (
    r"(?:Januar|Jänner|Jan|Februar|Feber|Feb|März|Mär|Mrz|April|Apr|Mai|Juni|Jun|Juli|Jul"
    r"|August|Aug|September|Sept|Sep|Oktober|Okt|November|Nov|Dezember|Dez)\b\.?"
)
_WEEKDAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\b\.?"
_DAY = rf"\d{{1,2}}\.\s?{_MONTH}"
_DATE = rf"(?:{_WEEKDAY},?\s)?(?:den\s)?(?:{_DAY}\s\d{{4}}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
_TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\sUhr)?(?:\s\(?(?:MESZ|MEZ|CEST|CET|UTC)\)?)?"
_MOMENT = rf"{_DATE}(?:(?:T|,\s|\s|\s[-–|]\s|\sum\s|,\sum\s){_TIME})?"

_UNTIL = rf"(?:{_MOMENT}|{_DAY}|{_WEEKDAY}|{_TIME}|\d{{1,2}}\sUhr|um|ab)"

_WORD = rf"(?:(?:Dr|Prof)\.|(?:{_UPPER}\.-?)+|{_UPPER}[\w'’-]*)"
_PARTICLE = (
    r"(?:(?:von|van)\s(?:der|den|dem|de)|de\sla|von|van|vom|zu|zur|de|del|della|di|da|dos|du|la|le|el|al|bin|ter)"
)
_NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}\s)?{_WORD}){{1,3}}"  # two words at least: "Von Anfang", "Von Drohnen" are prose
_NAMES = rf"{_NAME}(?:(?:,|\sund|\s&|\s/)\s{_NAME}){{0,4}}"
_OFFICE = r"(?:unserer\sRedaktion|unseren?m?\s\w*(?:[Kk]orrespondent|[Rr]eporter|[Mm]itarbeiter)\w*(?:\s{name})?)"
_AUTHOR = (
    rf"(?!(?P<same>{_UPPER}\w+)\szu\s(?P=same)\b)"  # "Von Haus zu Haus" is no nobleman
    rf"(?P<byline>(?P<agency>{_AGENCY})|{_OFFICE.format(name=_NAME)}|{_NAMES})"
)
_GENRE = r"(?:Kommentar|Gastkommentar|Gastbeitrag|Leitartikel|Analyse|Kolumne|Glosse|Essay|Reportage|Rezension)"
_PLACE_AFTER_NAME = rf"(?:,\s{_UPPER}[\w-]+(?:[\s/]{_UPPER}[\w-]+)?)?"
_BY = rf"(?:Von|VON)\s{_AUTHOR}"

_PLACE = (
    r"(?!(?:Der|Die|Das|Dem|Des|Ein|Eine|Im|In|Am|An|Laut|Nach|Wie|Auch|Bei|Von|Seit|Mit|Aus|Für|Zu)\b)"
    rf"(?P<dateline>{_UPPER}[\w.'’-]*"
    rf"(?:(?:\s?/\s?|,\s|\s)(?:(?:am|an|der|bei|im|in|ob|auf|vor|de|la|do)\s){{0,2}}{_UPPER}[\w.'’-]*){{0,4}}"
    rf"(?:\s\({_UPPER}[a-zäöüß]+\))?)"
)
_TOWN = (
    rf"(?:St\.\s)?{_UPPER}[\w'’-]*"
    rf"(?:\s(?:(?:am|an|der|bei|im|in|ob|auf|vor|de|la|do)\s){{0,2}}{_UPPER}[\w'’-]*){{0,3}}(?:\s\({_UPPER}[a-zäöüß]+\))?"
)
_DASH = rf"\s?(?:--|[-–—:|.])(?=\s|$|[„\"»“]|{_UPPER})"

_LABEL_PHOTO = (
    r"(?:(?:Symbol|Archiv|Agentur|Presse|Titel)?(?:[Ff]otos?|[Bb]ild(?:er)?)|Bildquelle|Bildnachweis|Fotocredit"
    r"|Bildrechte|Fotograf|Grafik|Illustration|Video|FOTO|BILD)"
)
_CREDIT_WORD = (
    rf"(?:©|{_UPPER}[\w.'’-]*|\d{{4}}|picture|alliance|imago\d?|images|privat|via|[a-z]{{2,4}}(?=/)|von|und|de|van|der|dpa|afp|epd|ap|rtr"
    r"|pa|obs|ots|[a-z]+-[\w-]+|[\w-]+\.(?:de|com|net|org|ch|at|eu))"
)
_CREDIT = rf"{_CREDIT_WORD}(?:(?:\s?[/,|&+()]\s?|\s[-–]\s|\s){_CREDIT_WORD}){{0,9}}\)?(?<![.!?:])"
_URL = r"(?:https?://|www\.)\S+"

_CORRECTION = (
    r"(?:[Kk]orr(?:ektur|igiert)|[Bb]erichtig(?:ung|t)|[Ww]iederholung"
    r"|KORR(?:EKTUR|IGIERT)|BERICHTIG(?:UNG|T)|WIEDERHOLUNG)"
)
_READ_ON = r"(?:Lesen\sSie\s(?:(?:dazu\s)?auch|hier|mehr|dazu|außerdem|weiter)|LESEN\sSIE\sAUCH)"
_LINKS = (
    r"(?:Mehr\s(?:zum\sThema|dazu|Nachrichten|Artikel)|MEHR\sZUM\sTHEMA|Siehe\sauch|Weiterlesen|Auch\sinteressant|Lesetipp"
    r"|Das\skönnte\sSie\s(?:auch\s)?interessieren|Passend\sdazu|Weitere\s(?:Artikel|Meldungen|Nachrichten|Themen))"
)
_ITEM = r"(?:Artikel|Bericht|Kommentar|Dossier|Interview|Analyse|Newsblog|Liveticker|Liveblog|Reportage|Themenseite)"


def _rules(*rows: tuple[LeftOutKind, str]) -> tuple[Rule, ...]:
    return tuple(Rule(kind, expression) for kind, expression in rows)


# A line or paragraph that is furniture as a whole (`fullmatch`).
WHOLE = _rules(
    ("other", r"[\W_]+"),
    ("agency", rf"\(?(?P<agency>{_AGENCY})\)?"),
    ("byline", rf"(?:Von|VON)\s(?P<byline>{_NAMES})(?:,\s|\s\(|/)(?P<agency>{_AGENCY})\)?"),
    ("byline", rf"\(?{_BY}{_PLACE_AFTER_NAME}\)?"),
    (
        "byline",
        rf"(?:Eine?\s{_GENRE}\svon|{_GENRE}\svon|Text:|Autor(?:in)?:|Interview:|Aufgezeichnet\svon:?)\s{_AUTHOR}",
    ),
    (
        "dateline",
        rf"{_PLACE}(?:,\s(?:den\s)?(?:(?P<published>{_DATE})|(?P<day>{_DAY})))?\s\((?P<agency>{_AGENCY})\)(?:{_DASH})?",
    ),
    (
        "published",
        r"(?:(?:Stand|Datum|Veröffentlicht|Erschienen|Publiziert|Erstellt|(?:Zuletzt\s)?[Aa]ktualisiert)(?:\sam)?:?\s)?"
        rf"(?:{_UPPER}[\w-]+,\s(?:den\s)?)??(?P<published>{_MOMENT})",
    ),
    ("published", rf"(?:Stand|Datum|Veröffentlicht|Erschienen):?\s(?P<published>{_MONTH}\s\d{{4}})"),
    ("correction", rf"\(\s?{_CORRECTION}\b[^()]*\)|{_CORRECTION}"),
    (
        "correction",
        rf"{_CORRECTION}(?:shinweis)?:\s.*\b(?:früheren|Version|Fassung|Absatz|hieß\ses|korrigiert|richtig)\b.*",
    ),
    ("embargo", rf"(?:Achtung,?\s)?(?:Sperrfrist|SPERRFRIST)(?::\s.*|\s(?:bis\s)?{_UNTIL}(?:,?\s{_UNTIL}){{0,4}})"),
    ("credit", rf"\(?{_LABEL_PHOTO}:\s{_CREDIT}"),
    ("footer", r"(?:©|\([cC]\)|Copyright)\s?(?:dpa-infocom\b.*|.*\b(?:\d{4}|Rechte\svorbehalten)\b.*)"),
    ("credit", rf"(?:©\s?|\([cC]\)\s|Copyright:?\s){_CREDIT}"),
    ("credit", rf"{_AGENCY_NAME}\s?/\s?{_NAME}|{_NAME}\s?/\s?{_AGENCY_NAME}"),
    ("teaser", rf"{_READ_ON}(?:\b[^:]{{0,80}}:.*|[^.:]*[^.!?:]|[^.:]*\b{_ITEM}\b[^.:]*\.)?"),
    ("teaser", rf"{_LINKS}(?::.*)?"),
    ("footer", r"source\s\S+"),
    (
        "footer",
        rf"\(?(?:Quellen?|Source|Originalmeldung)(?:\sunter)?:\s?(?:(?P<agency>{_AGENCY})\)?|{_CREDIT}|{_URL}\)?)",
    ),
    ("footer", rf"dpa:\d{{6}}-\S+|{_URL}|Alle\sRechte\svorbehalten\.?"),
    (
        "footer",
        r"\((?:Bericht|Reporter|Geschrieben|geschrieben|Redigiert|redigiert|Mitarbeit|Redaktion)\b(?:\svon|:).*\)",
    ),
)

# At the beginning of the title, of a body paragraph, of one of the first body paragraphs (`match`).
TITLE_PREFIXES = _rules(
    ("other", r"(?:#{1,6}|>)(?=\s)"), ("correction", rf"(?:{_CORRECTION}\s?:|\({_CORRECTION}\))(?=\s)")
)
PARAGRAPH_PREFIXES = _rules(("other", r"(?:#{1,6}|>)(?=\s)"))
DATELINES = _rules(
    (
        "dateline",
        rf"{_PLACE}(?:,\s(?:den\s)?(?:(?P<published>{_DATE})|(?P<day>{_DAY})))?[,.]?\s?\((?P<agency>{_AGENCY})\){_DASH}",
    ),
    ("dateline", rf"{_PLACE}(?:\s|/|\.\s)(?P<agency>{_AGENCY})(?:\s\||\.(?=\s{_UPPER})|\s[–—-](?=\s))"),
    ("dateline", rf"{_PLACE},\s(?:den\s)?(?:(?P<published>{_DATE})|(?P<day>{_DAY}))\s?[–—-](?=\s)"),
    ("agency", rf"\((?P<agency>{_AGENCY})\)(?:{_DASH})?(?=\s)"),
)
# The same, of a paragraph that ends like a sentence: a headline or the line of a wrapped text may begin so too.
_SENTENCE = rf"(?=\s[„\"»“]?(?P<after>{_UPPER}[\w-]*))"
PLACES = (
    Rule("dateline", rf"(?P<dateline>{_TOWN}(?:\s?/\s?{_TOWN}){{0,2}})(?:\s(?:--|[–—-])|\.){_SENTENCE}", known=True),
    Rule(
        "dateline",
        rf"(?![^(]*(?:[Aa]gentur|[Dd]ienst|[Pp]ress)){_PLACE}\s\((?P<agency>{_AGENCY})\){_SENTENCE}",
    ),
)

# At the end of the title, of a body paragraph (`search`).
TITLE_SUFFIXES = _rules(
    ("byline", rf"(?<=\s){_BY}{_PLACE_AFTER_NAME}$"),
    ("correction", rf"(?<=\s)\({_CORRECTION}\b[^()]*\)$"),
    ("agency", rf"(?<=\s)\((?P<agency>{_AGENCY})\)$"),
)
PARAGRAPH_SUFFIXES = _rules(
    ("credit", rf"(?<=[.!?“”\"»]\s)(?:\({_LABEL_PHOTO}:\s{_CREDIT}|{_LABEL_PHOTO}:\s{_CREDIT})$"),
    ("agency", rf"(?<=[.!?“”\"»…]\s)\((?P<agency>{_AGENCY})\)$"),
    ("correction", rf"(?<=[.!?“”\"»…]\s)\({_CORRECTION}\b[^()]*\)$"),
)

SEGMENTS = re.compile(r"(?<=\s[|·•])\s")  # "Von Anna Schmidt | 03.04.2024"
DATE = re.compile(_DATE)  # a day by itself
ADORNMENT = " *_|·•–—-"  # what may stand around furniture without changing what it is
