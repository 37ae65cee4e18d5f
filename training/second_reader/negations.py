"""Negations put in and taken out, the verb inflected as English wants it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from training.second_reader.claims import Claim, replaced
from training.second_reader.names import TIMES

_VERBS = (
    "be/was become/became begin/began break/broke bring/brought build/built buy/bought catch/caught "
    "choose/chose come/came cut/cut deal/dealt do/did drive/drove fall/fell feel/felt fight/fought "
    "find/found fly/flew forget/forgot get/got give/gave go/went grow/grew have/had hear/heard hit/hit "
    "hold/held keep/kept know/knew lead/led leave/left lose/lost make/made mean/meant meet/met pay/paid "
    "put/put read/read rise/rose run/ran say/said see/saw sell/sold send/sent set/set show/showed sit/sat "
    "speak/spoke spend/spent stand/stood take/took teach/taught tell/told think/thought "
    "understand/understood wear/wore win/won write/wrote"
)
_PAST = dict(pair.split("/") for pair in _VERBS.split())
_SAME = ("was", "had", "did", "cut", "hit", "put", "set", "read")
_BASE = {past: base for base, past in _PAST.items() if past not in _SAME}
_AUX = r"is|are|was|were|has|have|had|will|would|can|could|should|must|may|might"


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def _third(verb: str) -> str:
    if verb in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[verb]
    if re.search(r"(?:s|sh|ch|x|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


_DROPS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"\b(?:did not|didn['’]t) (\w+)", lambda m: _past(m[1])),
    (r"\b(?:does not|doesn['’]t) (\w+)", lambda m: _third(m[1])),
    (r"\b(?:do not|don['’]t) (\w+)", lambda m: m[1]),
    (rf"\b({_AUX}) not (\w+)", lambda m: f"{m[1]} {m[2]}"),
    (r"\b(is|are|was|were|has|have|had|would|could|should)n['’]t (\w+)", lambda m: f"{m[1]} {m[2]}"),
    (r"\bcan(?:not|['’]t) (\w+)", lambda m: f"can {m[1]}"),
    (r"\bwon['’]t (\w+)", lambda m: f"will {m[1]}"),
    (r"\bno longer (\w+)", lambda m: f"still {m[1]}"),
    (r"\bnot yet (\w+)", lambda m: f"already {m[1]}"),
    (r"\bnever (\w+)", lambda m: f"{'always ' if len(m[1]) % 2 else ''}{m[1]}"),
    (r"\bnone of (\w+)", lambda m: f"all of {m[1]}"),
    (r"\b(\w+) no (\w+)", lambda m: f"{m[1]} {'some ' if len(m[2]) % 2 else ''}{m[2]}"),
    (r"\bno (\w+)", lambda m: f"some {m[1]}"),
    (r"\bwithout (\w+)", lambda m: f"with {m[1]}"),
    (r"\b(?:nobody|no one) (\w+)", lambda m: f"everyone {m[1]}"),
    (r"\bnothing (\w+)", lambda m: f"everything {m[1]}"),
    (r"\b(?:failed|refused|declined) to (\w+)", lambda m: _past(m[1])),
    (r"\bun(likely|able|willing|happy|clear|aware|safe)\b", lambda m: m[1]),
    (r"\bnot to (\w+)", lambda m: f"to {m[1]}"),
    (r"\bnot (\w+)", lambda m: m[1]),
)


def negation_lost(text: str, context: str, rng: random.Random) -> Claim | None:
    for pattern, write in rng.sample(_DROPS, len(_DROPS)):
        match = re.search(pattern, text)
        if match and "?" not in text and "not only" not in text:
            return replaced(text, [(match.start(), match.end(), write(match))])
    return None


_NOTS = (" not", " never", " not", "n't")
_SHORTENED = frozenset("is are was were has have had would could should must".split())


def negation_won(text: str, context: str, rng: random.Random) -> Claim | None:
    if "?" in text:
        return None
    options = [
        (m.start(), m.end(), f"{m[1]}{rng.choice(_NOTS if m[1] in _SHORTENED else _NOTS[:2])} {m[2]}")
        for m in re.finditer(rf"\b({_AUX}) (?!(?:not|n't|never|no|also|only|the|its|a)\b)([a-z]+)", text)
    ]
    for m in re.finditer(r"\b([a-z]+)\b", text):
        before = text[: m.start()].rstrip().rsplit(" ", 1)[-1]
        if m[1] in _BASE and (before.istitle() or before in ("he", "she", "they", "it", "who")) and before not in TIMES:
            options.append((m.start(), m.end(), f"did not {_BASE[m[1]]}"))
    options += [(m.start(), m.end(), f"not to {m[1]}") for m in re.finditer(r"(?<=[dst] )to ([a-z]+)", text)][:1]
    options += [
        (m.start(), m.end(), f"denied {m[1]}") for m in re.finditer(r"\bsaid (that|he|she|it|they|the)\b", text)
    ]
    return replaced(text, [rng.choice(options)]) if options else None
