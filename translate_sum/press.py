r"""The conventions of German press texts: plain text to title, body and what surrounds them.

>>> parts = dissect("Dax steigt Von Reuters\n\nFRANKFURT (Reuters) – Der Dax ist gestiegen.")
>>> parts.title, parts.dateline, parts.paragraphs
('Dax steigt', 'FRANKFURT', ('Der Dax ist gestiegen.',))

Every character of the text that is not white space ends up exactly once in title, paragraphs or left_out, but for
the hyphens of words that were broken at the end of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from translate_sum import furniture
from translate_sum.document import LeftOut, LeftOutKind
from translate_sum.furniture import Rule

WRAP_LIMIT = 100  # a longer line is a whole paragraph, no line of a wrapped one
WRAPPED_LINES = 3  # so many lines that go on below, at least, show a file's width
FURNITURE_LIMIT = 500  # characters; longer is body, whatever it begins with
EDGE = 200  # characters at either end of a paragraph that are searched for furniture
TITLE_LIMIT = 200
QUESTION_LIMIT = 120  # a first line that ends like a sentence is a title only with "?" or "!", and if short
HEAD = 2  # paragraphs, title and lead, before a line that is only a date no longer says when the text was published
DATELINE_PARAGRAPHS = 3  # the dateline stands in one of the first: a lead may come before it

FACTS = {"byline", "agency", "dateline", "published", "day"}  # other named groups only serve their pattern

ENDS_SENTENCE = re.compile(r"[.!?…:;]['\"»«“”’)\]]*$")
ENDS_TITLE = re.compile(r"[^.!?…:;][!?]['\"»«“”’)]*$")
CONJUNCTIONS = "und oder bzw beziehungsweise sowie noch bis als wie statt aber sondern".split()
LINE_HYPHEN = re.compile(rf"(?<=\w-)\n(?!(?:{'|'.join(CONJUNCTIONS)})\b)")
HYPHENATED = re.compile(r"(?<!\w)(?P<left>\w+)-\n(?=(?P<right>\w*))")
_ADJECTIVE = r"\w*(?:isch|deutsch|lich)"
_COLOUR = "rot|grün|schwarz|gelb|blau|wei(?:ß|ss)|braun|rosa"
_ENDING = "(?:e[nmrs]?)?"
# What has its hyphen anywhere, as letters before the line break and after it: "deutsch-französisch", "rot-grüne".
TRUE_HYPHENS = re.compile(
    rf"{_ADJECTIVE}-{_ADJECTIVE}{_ENDING}|(?:{_COLOUR})-(?:{_COLOUR}){_ENDING}"
    r"|(?:baden|nordrhein|rheinland|schleswig|sachsen|mecklenburg|saudi)-\w+"
)


@dataclass(frozen=True)
class Parts:
    """A press text taken apart; `published` is the date as the text gives it, never rewritten."""

    title: str | None
    byline: str | None
    agency: str | None
    dateline: str | None
    published: str | None
    paragraphs: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Unit:
    """A paragraph, title or line of furniture, and the first and last of its lines in the text."""

    text: str
    line: int
    last_line: int


@dataclass(frozen=True)
class Found:
    """Furniture, and the metadata that it states."""

    left_out: LeftOut
    facts: dict[str, str]


def dissect(text: str) -> Parts:
    body: list[Unit] = []
    found: list[Found] = []
    for unit in _units(text):
        recognised = [] if _is_heading(unit, len(body)) else _furniture(unit) or _listed_link(unit, found)
        found += recognised
        if not recognised:
            body.append(unit)
    title = None
    if body and _is_title(body[0], followed=len(body) > 1):
        title, peeled = _peel(body.pop(0), furniture.TITLE_PREFIXES, furniture.TITLE_SUFFIXES)
        found += peeled
    paragraphs, peeled = _paragraphs(body)
    found = sorted(found + peeled, key=lambda one: one.left_out.line)
    facts: dict[str, str] = {}
    for one in reversed(found):
        facts |= one.facts  # the first to state something counts
    return Parts(
        title=title or None,
        byline=facts.get("byline"),
        agency=facts.get("agency"),
        dateline=facts.get("dateline"),
        published=facts.get("published") or facts.get("day"),
        paragraphs=paragraphs,
        left_out=tuple(one.left_out for one in found),
    )


# Lines to units


def _units(text: str) -> list[Unit]:
    numbered = [Unit(line.strip(), number, number) for number, line in enumerate(text.split("\n"), 1)]
    blocks = [list(lines) for filled, lines in groupby(numbered, key=lambda line: bool(line.text)) if filled]
    width = _wrap_width(blocks)
    return [unit for block in blocks for unit in _joined(block, width)]


def _wrap_width(blocks: list[list[Unit]]) -> int | None:
    """The width that the text was wrapped at, if it was: then most lines had no room for the first word below."""
    pairs = [(a.text, b.text) for block in blocks for a, b in pairwise(block) if len(a.text) <= WRAP_LIMIT]
    width = max((len(line) for line, _ in pairs), default=0)
    full = sum(_is_full(line, below, width) for line, below in pairs)
    return width if len(pairs) >= WRAPPED_LINES and full * 2 >= len(pairs) else None


def _is_full(line: str, below: str, width: int) -> bool:
    return len(line) + 1 + len(below.split(maxsplit=1)[0]) > width


def _joined(block: list[Unit], width: int | None) -> list[Unit]:
    paragraphs = [[block[0]]]
    for line, below in pairwise(block):
        if _goes_on(line, below, width):
            paragraphs[-1].append(below)
        else:
            paragraphs.append([below])
    return [Unit(_unwrapped(lines), lines[0].line, lines[-1].line) for lines in paragraphs]


def _unwrapped(lines: list[Unit]) -> str:
    text = "\n".join(line.text for line in lines)
    return HYPHENATED.sub(_rejoined, text).replace("\n", " ")


def _rejoined(match: re.Match[str]) -> str:
    r"""The part of a word before a line break, as it stands before the other part.

    >>> HYPHENATED.sub(_rejoined, "am Sams-\ntag die CDU-\nSpitze, die US-\namerikanische, in Ost-\nund West")
    'am Samstag die CDU-Spitze, die US-amerikanische, in Ost-\nund West'
    """
    left, right = match["left"], match["right"]
    if right in CONJUNCTIONS and not _is_word(left + right):  # "Haus-\nund Hofarzt", but "Kür-\nbis"
        return match[0]
    parts = f"{left}-{right}"
    # syllables have two letters at least: one letter, figures and capitals are no part of a word that was broken
    keeps = len(left) == 1 or left.isupper() or not left.isalpha() or not right[:1].islower()
    return f"{left}-" if keeps or TRUE_HYPHENS.fullmatch(parts) or parts in match.string else left


def _is_word(german: str) -> bool:
    from translate_sum.facts.lexicon import lexicon  # not for `--help`

    return lexicon().knows(german)


def _goes_on(line: Unit, below: Unit, width: int | None) -> bool:
    """Whether `below` continues the paragraph of `line`."""
    in_sentence = below.text[0].islower() and not _ends_sentence(line.text)
    in_compound = LINE_HYPHEN.search(f"{line.text[-2:]}\n{below.text}") is not None
    full = width is not None and _is_full(line.text, below.text, width)
    if len(line.text) > WRAP_LIMIT or not (in_sentence or in_compound or full):
        return False
    return not (_stands_alone(line) or _stands_alone(below) or _begins_body(below.text))


def _stands_alone(line: Unit) -> bool:
    return line.text.startswith(("#", "|")) or bool(_furniture(line))


def _begins_body(text: str) -> bool:
    return any(rule.pattern.match(text[:EDGE]) for rule in furniture.DATELINES)


def _ends_sentence(text: str) -> bool:
    return ENDS_SENTENCE.search(text[-EDGE:]) is not None


# Units to furniture, title and paragraphs


def _furniture(unit: Unit) -> list[Found]:
    """What the unit is, segment by segment, if none of it is body."""
    found = []
    for segment in furniture.SEGMENTS.split(unit.text) if len(unit.text) <= FURNITURE_LIMIT else ():
        core = segment.strip(furniture.ADORNMENT) or segment
        matches = ((rule.kind, rule.pattern.fullmatch(core)) for rule in furniture.WHOLE)
        kind, match = next(((kind, match) for kind, match in matches if match), (None, None))
        if kind is None or match is None:
            return []
        found.append(_found(kind, segment, unit.line, match))
    return found


def _found(kind: LeftOutKind, text: str, line: int, match: re.Match[str]) -> Found:
    facts = {name: value for name, value in match.groupdict().items() if value and name in FACTS}
    return Found(LeftOut(kind, text, line), facts)


def _listed_link(unit: Unit, found: list[Found]) -> list[Found]:
    """The unit as a teaser, if it stands right below a teaser and ends like no sentence."""
    is_below = bool(found) and found[-1].left_out.kind == "teaser" and found[-1].left_out.line == unit.line - 1
    if not is_below or _ends_sentence(unit.text):
        return []
    return [Found(LeftOut("teaser", unit.text, unit.line), {})]


def _is_heading(unit: Unit, before: int) -> bool:
    """What would be furniture elsewhere, after so many paragraphs: "VON WEGEN SOMMERLOCH" as the first line, where
    nouns and names look alike, and the dates between the paragraphs of a chronicle.
    """
    if before == 0:
        return unit.text.startswith("VON ") and unit.text.isupper()
    return before > HEAD and furniture.DATE.fullmatch(unit.text) is not None


def _is_title(unit: Unit, *, followed: bool) -> bool:
    if unit.text.startswith("#"):
        return True
    if len(unit.text) > TITLE_LIMIT or _begins_body(unit.text):
        return False
    if not _ends_sentence(unit.text):
        return True
    return followed and len(unit.text) <= QUESTION_LIMIT and ENDS_TITLE.search(unit.text) is not None


def _paragraphs(body: list[Unit]) -> tuple[tuple[str, ...], list[Found]]:
    texts: list[str] = []
    found: list[Found] = []
    has_dateline = False
    for i, unit in enumerate(body):
        prefixes = furniture.PARAGRAPH_PREFIXES
        if i < DATELINE_PARAGRAPHS and not has_dateline and (datelines := _datelines(body[:i], unit.text)):
            prefixes, has_dateline = datelines, True
        text, peeled = _peel(unit, prefixes, furniture.PARAGRAPH_SUFFIXES)
        texts.append(text)
        found += peeled
    return tuple(text for text in texts if text), found


def _datelines(before: list[Unit], text: str) -> tuple[Rule, ...]:
    """The rules of which one fits the beginning of the paragraph."""
    if _begins_body(text):
        return furniture.DATELINES
    whole = _ends_sentence(text) and all(_ends_sentence(unit.text) for unit in before[-1:])
    return furniture.PLACES if whole and any(rule.match(text[:EDGE]) for rule in furniture.PLACES) else ()


def _peel(unit: Unit, prefixes: tuple[Rule, ...], suffixes: tuple[Rule, ...]) -> tuple[str, list[Found]]:
    """The unit's text without what the rules take off its two ends, and that."""
    text, before = unit.text, ""
    found: list[Found] = []
    while text != before:
        before = text
        for rule in prefixes:
            if match := rule.match(text[:EDGE]):
                found.append(_found(rule.kind, match[0], unit.line, match))
                text = text[match.end() :].lstrip()
        for rule in suffixes:
            tail = text[-EDGE:]
            if match := rule.pattern.search(tail):
                found.append(_found(rule.kind, match[0], unit.last_line, match))
                text = text[: len(text) - len(tail) + match.start()].rstrip()
    return text, found
