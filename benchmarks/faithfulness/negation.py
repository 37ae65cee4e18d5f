"""Planters of negation: one that is not in the source, and one that is lost."""

from __future__ import annotations

import random
import re

from benchmarks.faithfulness import words
from benchmarks.faithfulness.edit import Edit, Pair, Planted, like, plant, replace

_AUXILIARY = re.compile(
    rf"(?<=[a-z] )(?P<aux>{words.BE_AND_MODALS}|can|(?:has|have|had)(?= (?:been|become|\w+ed)\b))"
    r"(?= (?!not\b|n't|also\b|only\b|just\b|no\b|never\b|than\b|as\b)[a-z])"
)
_CLAUSE = re.compile(r"[.,;:!?()–—\"“”]| - ")
_INVERTED = re.compile(
    r"\b(?:what|which|who|whom|how|why|where|when|whether|nor|neither|so|as|than|there)\s\w*\s?$", re.I
)


def added(pair: Pair, rng: random.Random) -> Planted | None:
    """Makes "is not" of "is" in a clause without a negative; not in questions."""
    text = pair.target
    if "?" in text or re.search(r"\bwhether\b|\bor not\b", text, re.I):
        return None
    matches = [m for m in _AUXILIARY.finditer(text) if _positive_clause(m)]
    if not matches:
        return None
    match = rng.choice(matches)
    new = "not" if match["aux"] == "can" else " not"
    return plant("negation added", text, Edit(match.end("aux"), match.end("aux"), "", new), detail=match["aux"])


def _positive_clause(match: re.Match[str]) -> bool:
    text = match.string
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
    end = next((m.start() for m in _CLAUSE.finditer(text, match.end())), len(text))
    clause = text[start:end].lower()
    negative = words.NEGATIVES & set(re.findall(r"[a-z]+", clause)) or "n't" in clause or "n’t" in clause
    return not negative and not _INVERTED.search(text[start : match.start()])


_DROPS: tuple[tuple[str, str], ...] = (
    (r"\bno longer\b", "still"),
    (r"\bnot yet\b", "already"),
    (r"\bnot any(?:more| longer)\b", "still"),
    (r"\b(?:no one|nobody)\b", "everyone"),
    (r"\bnothing\b(?! (?:but|if not|short))", "everything"),
    (r"\bnever\b(?!-|theless| mind)", "always"),
    (r"\bnone of\b", "all of"),
    (r"\bwithout\b", "with"),
    (r"\bnowhere\b", "everywhere"),
    (r"(?<!say )(?<!says )(?<!said )\bno(?= (?!matter|more|less|later|sooner|wonder|way|fewer|but)[a-z])", "some"),
    (r"\bcan(?P<gone>not)\b", ""),
    (r"\bcan(?P<gone>['’]t)\b", ""),
    (r"\bw(?P<gone>on['’]t)\b", "ill"),
    (r"\b(?:is|are|was|were|do|does|did|has|have|had|could|would|should|must)(?P<gone>n['’]t)\b", ""),
    (
        r"\b(?:is|are|was|were|do|does|did|has|have|had|could|would|should|must|will|may|might|can|be|to|but|or|and)"
        r"(?P<gone> not)(?= )(?! (?:only|just|least|merely|simply|even|to mention|yet|any|so much))",
        "",
    ),
)


def dropped(pair: Pair, rng: random.Random) -> Planted | None:
    """Makes "is" of "is not", "some" of "no", "always" of "never"; not in questions, nor in "not only", "no doubt"."""
    text = pair.target
    if "?" in text:
        return None
    edits: list[Edit] = []
    for pattern, new in _DROPS:  # the longer phrases stand first: "no longer" before "no"
        edits += [e for e in _edits(pattern, new, text) if not any(e.start < d.end and d.start < e.end for d in edits)]
    if not edits or _double(text):
        return None
    edit = rng.choice(edits)
    return plant("negation dropped", text, edit, detail=edit.old.strip().lower())


def _edits(pattern: str, new: str, text: str) -> list[Edit]:
    found = []
    for match in re.finditer(pattern, text, re.I):
        if re.match(r" doubt\b", text[match.end() :]) or re.search(r"\b(?:why|if|or|whether) $", text[: match.start()]):
            continue
        found.append(replace(match, like(match[0], new), "gone" if "gone" in match.groupdict() else 0))
    return found


def _double(text: str) -> bool:
    """Where dropping one says nothing clear: "neither ... nor" has two halves, "not ... without" two negatives."""
    negatives = re.findall(
        r"\b(?:not|no|never|neither|nor|without|nobody|nothing|none|cannot)\b|n['’]t\b", text.lower()
    )
    return "nor" in negatives or "neither" in negatives or ("without" in negatives and len(negatives) > 1)
