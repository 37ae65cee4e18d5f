"""Who and what an article names, for an index: rather a name too few than a thing that is none.

A place or a body of the tables counts if the German names it and the English does. Any other name must stand in both
texts letter by letter, which no mistranslation does, and something beside it must tell what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from translate_sum.digest.model import Kind
from translate_sum.document import Translation
from translate_sum.evidence import STOPWORDS
from translate_sum.facts import gazetteer
from translate_sum.facts.lexicon import lexicon
from translate_sum.facts.mentions import ORGANISATIONS, PLACE_BEFORE, TITLES, Mention, Text
from translate_sum.facts.name_match import fold
from translate_sum.facts.name_words import name_share

PLACE_SECTIONS = ("countries", "continents,", "cities")  # how they begin in the table
PEOPLES = re.compile(r".*(?:ish|ians?|eans?|ese|ans|ans?|is|ch|men|man|Greeks?|Turks?|Swiss)")
NO_BODIES = frozenset("gdp gdpr ai co2 hgv gmbh ag ltd llc inc plc dpa christmas em ec cid ns is supreme reich".split())
NO_NAMES = frozenset("ag gmbh se kg ev os ii iii iv vi vs tv cup liga force open air market région".split())
LONGER = ("new", "saudi")  # before Jersey and Arabia they make another place
NO_ORGANISATIONS = frozenset(
    "river lake mountain valley road island islands sea street city county state states republic north south east "
    "west war games cup championship festival awards prix square park watch international national federal world "
    "post times news school hotel office street group center centre senate company".split()
)
# "the Federal Republic", "the union" say too little, "Roman" is no place, and any country may have a congress
UNCLEAR = frozenset(["FRG", "GDR", "Union", "Republic", "Congress", "State Department", "Roman"])
ARTICLE = {"Hague": "The Hague"}
BODIES = ORGANISATIONS - NO_ORGANISATIONS
ORDINARY = 0.1  # "District Court" alone names none: one of its words must be one that is hardly ever written small
# what stands before a person in German, and after
ROLE = (
    r"(?:[Mm]inister|[Pp]räsident|[Kk]anzler|[Cc]hef|[Ss]precher|[Vv]orsitzende|[Ll]eiter|[Rr]ichter|[Tt]rainer|[Ss]pieler|"
    r"[Ff]ahrer|[Aa]nwalt|[Kk]önig|[Kk]aiser|[Pp]apst|[Bb]ischof|[Kk]ardinal|[Gg]eneral|[Ss]enator|[Pp]remier|[Aa]utor|"
    r"[Mm]eister|[Ss]änger|[Ss]chauspieler|[Kk]andidat|[Aa]bgeordnete|[Pp]olitiker|[Ee]xperte|[Dd]irektor|[Pp]rofessor|"
    r"[Gg]ouverneur|[Ss]ekretär|[Dd]iktator|[Gg]ründer|[Ff]orscher|[Jj]ournalist|[Mm]oderator|[Rr]egisseur|[Ss]portler|"
    r"[Ss]tar|[Bb]oss|[Mm]anager|[Kk]ommissar|[Bb]otschafter|[Ff]ührer|[Nn]achfolger|[Vv]orgänger|[Ss]ieger|[Pp]ilot|"
    r"[Ww]eltmeister|[Aa]stronaut|[Dd]esigner|[Kk]ünstler|[Kk]omponist|[Vv]ater|[Ss]ohn|[Bb]ruder)\w{0,4}"
)
REACH = 90  # characters before a name in which a role is looked for
BEFORE = re.compile(
    rf"(?:{ROLE}|Herrn?|Frau|Dr\.|Prof\.|sagte|erklärte|betonte|namens)\s+$"
    rf"|{ROLE}(?:\s[^.,;:!?\n]{{1,60}})?,\s$"  # "der Vizepräsident des OK, Wolfgang Niersbach"
)
AFTER = re.compile(
    r"\s*(?:\(\d\d\)|\((?:CDU|CSU|SPD|FDP|Grüne|Linke|PDS|AfD|Die Linke|Bündnis)|,?\s*(?:sagte|erklärte)\b)"
    rf"|,\s(?:[a-zäöüß]+\s){{0,2}}[\w-]*{ROLE}\b"  # "Sun Laiyan, dem Chef der Raumfahrtbehörde"
)

Found = dict[Kind, set[str]]


def named(translation: Translation) -> Found:
    """The people, places and organisations of an article's text, without its headline."""
    return _Names(translation).found()


def index(articles: Iterable[tuple[int, Found]]) -> dict[Kind, dict[str, list[int]]]:
    """All names with the numbers of the articles; what is a place in one article is no person in another."""
    listed: dict[Kind, dict[str, list[int]]] = {"people": {}, "places": {}, "organisations": {}}
    for number, found in articles:
        for kind, names in found.items():
            for name in sorted(names):
                listed[kind].setdefault(name, []).append(number)
    for name in listed["places"].keys() & listed["people"].keys():
        del listed["people"][name]
    return listed


class _Names:
    def __init__(self, translation: Translation) -> None:
        self.article = translation.article
        self.german = "\n".join(sentence.source for sentence in translation.sentences)
        done = [sentence.target for sentence in translation.sentences if sentence.status != "kept"]
        self.english = Text("\n".join(done))

    def found(self) -> Found:
        people = {name for name in self.capitalised if self._person(name)}
        places = {_called(name) for name in self.capitalised if self._place(name)} | set(self._rows(_places()))
        bodies = set(self._rows(_bodies())) | set(self._organisations())
        return {"people": people, "places": places - people, "organisations": bodies - places}

    @cached_property
    def words(self) -> frozenset[str]:
        """Of the German text."""
        return frozenset(re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", self.german))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Of the German words in capitals, in lower case: those of "Alaska-Airlines-Flug" too."""
        return frozenset(part.lower() for word in self.words for part in re.split("[-’']", word) if part[:1].isupper())

    @cached_property
    def in_tables(self) -> frozenset[str]:
        """Folded words that the tables know in this text."""
        tables = gazetteer.gazetteer()
        words = [word.span.text for word in self.english.words]
        return frozenset(
            fold(word) for m in tables.mentions(words, "en") for word in words[m.start : m.end] if word[0].isupper()
        )

    @cached_property
    def capitalised(self) -> dict[str, list[Mention]]:
        """Names that stand in the German text as in the English one; genitives aside."""
        some: dict[str, list[Mention]] = {}
        for mention in self.english.mentions:
            text = _without_titles(self.english.span(mention).text)
            parts = text.split()
            if parts and all(part in self.words or part + "s" in self.words for part in parts):
                some.setdefault(text, []).append(mention)
        return some

    def _person(self, name: str) -> bool:
        parts = [part.lower().rstrip(".") for part in name.split()]
        if not 2 <= len(parts) <= 3 or any(p in NO_NAMES or p in ORGANISATIONS or p in STOPWORDS for p in parts):
            return False
        if fold(parts[-1]) in self.in_tables or any(c.isdigit() for c in name) or _adjective_and_noun(parts):
            return False
        if len({*parts}) < len(parts) or any(len(part) > 1 and part.isupper() for part in name.split()):
            return False
        introduced = self._introduced(name)
        if any(fold(p) in self.in_tables for p in parts):  # Charles, who is in a place's name too
            return introduced
        if name_share(parts[0]) == 0:  # Wolfgang, or a German noun that was left as it is: "Medikament Tamiflu"
            return introduced and name_share(parts[-1]) < 0
        return introduced or self._surname_alone(name)

    def _introduced(self, name: str) -> bool:
        """By a role or a verb of saying in German."""
        return any(
            BEFORE.search(self.german, max(0, match.start() - REACH), match.start())
            or AFTER.match(self.german, match.end())
            for match in re.finditer(re.escape(name), self.german)
        )

    def _surname_alone(self, name: str) -> bool:
        """As news goes on about somebody, in a sentence of its own."""
        first, last = name.split()[-2:]
        alone = re.compile(rf"(?<!\w)(?<!{re.escape(first)} ){re.escape(last)}s?(?!\w)")
        rare = any(m.first_rare for m in self.capitalised[name])
        return rare and alone.search(self.german) is not None and not self._place_like(last)

    def _place(self, name: str) -> bool:
        """A name after "in", "near", "from" in English and "in", "bei", "aus", "nach" in German."""
        parts = name.lower().split()
        if len(parts) > 2 or any(part in ORGANISATIONS or part in TITLES or part in NO_NAMES for part in parts):
            return False
        if (
            name_share(parts[0]) == 0
            or fold(parts[0]) in self.in_tables
            or name.isupper()
            or not name[0].isupper()
            or any(map(str.isdigit, name))
        ):
            return False
        return self._place_like(name) and any(self._after_preposition(m) for m in self.capitalised[name])

    def _place_like(self, name: str) -> bool:
        return re.search(rf"\b(?:in|bei|aus|nach|nahe)\s{re.escape(name)}(?![\w-])", self.german) is not None

    def _after_preposition(self, mention: Mention) -> bool:
        return mention.start > 0 and self.english.words[mention.start - 1].lower in PLACE_BEFORE

    def _organisations(self) -> Iterator[str]:
        for mention in self.english.mentions:
            text = self.english.span(mention).text
            *first, last = mention.parts
            if not first or last not in BODIES or len(first) > 3 or any(part in TITLES for part in first):
                continue
            rare = [part for part in first if lexicon().ordinary(part) < ORDINARY]
            if rare and len({*mention.parts}) > len(first) and not _in_table(text) and all(map(self._known, rare)):
                yield text

    def _known(self, part: str) -> bool:
        """Whether the German has the word too, or the tables: half a translation names nothing."""
        return part in self.parts or fold(part) in self.in_tables

    def _rows(self, wanted: dict[int, str]) -> Iterator[str]:
        """What the tables call what both texts name."""
        tables = gazetteer.gazetteer()
        english = [word.span.text for word in self.english.words]
        german = re.findall(r"[^\W_]+", self.german)
        there = {m.row for m in tables.mentions(german, "de")}
        for mention in tables.mentions(english, "en"):
            if mention.row in wanted and mention.row in there:
                form, name = " ".join(english[mention.start : mention.end]), wanted[mention.row]
                # Thailand has a constitutional court too
                foreign = name.startswith("Federal ") and not form.startswith("Federal ")
                longer = mention.start > 0 and english[mention.start - 1].lower() in LONGER
                if _is_noun(form, name) and not foreign and not longer:
                    yield ARTICLE.get(name, name)


def _without_titles(name: str) -> str:
    """A person's name alone.

    >>> _without_titles("UN Secretary-General Kofi Annan")
    'Kofi Annan'
    """
    words = name.split()
    titled = [n for n, word in enumerate(words) if TITLES & {*word.lower().rstrip(".").split("-")}]
    return " ".join(words[titled[-1] + 1 :]) if titled and len(words) - titled[-1] > 2 else name


def _adjective_and_noun(parts: Sequence[str]) -> bool:
    """Of a place, and left German, such as "Fürther Tierheim"."""
    return parts[0].endswith("er") and name_share(parts[0]) < 0 == name_share(parts[-1])


def _called(place: str) -> str:
    """What the tables call a place in English, if they know it in German."""
    if "-" in place:  # Berlin-Neukölln, of which they know the half
        return place
    words = place.split()
    rows = [m.row for m in gazetteer.gazetteer().mentions(words, "de") if m.end - m.start == len(words)]
    names = {_first_forms()[row] for row in rows}
    return names.pop() if len(names) == 1 else place  # Somaliland is not what Somalia and Somali have in common


@cache
def _first_forms() -> dict[int, str]:
    return {row: name for row, name, _ in _sections()}


def _in_table(name: str) -> bool:
    """Whether the tables have a body for it, or for its last words."""
    words = name.split()
    return any(m.row in _bodies() and m.end == len(words) for m in gazetteer.gazetteer().mentions(words, "en"))


def _is_noun(form: str, first: str) -> bool:
    """Not a people or an adjective: "French" does not name France."""
    return form == first or form.isupper() or (" " in form and not PEOPLES.fullmatch(form))


@cache
def _places() -> dict[int, str]:
    """Rows of the tables that are places, with what to call them."""
    return {row: name for row, name, section in _sections() if section in PLACE_SECTIONS and name not in UNCLEAR}


@cache
def _bodies() -> dict[int, str]:
    def one(name: str) -> bool:
        words = name.lower().split()
        acronym = len(name) > 1 and name.isupper()
        return (acronym or any(word in BODIES or word in ("bank", "nations", "union") for word in words)) and not (
            NO_BODIES & {*words}
        )

    return {
        row: name for row, name, section in _sections() if section == "bodies" and one(name) and name not in UNCLEAR
    }


def _sections() -> Iterator[tuple[int, str, str]]:
    """Row, first English form, and the section of the table it is in; languages and peoples are in "" ."""
    for row, (german, english, section) in enumerate(gazetteer.sectioned()):
        people = section == "" and german[0].endswith("*")
        yield row, english[0], "countries" if section == "" and not people else section.split(" ")[0]
