"""Models without weights, reached by the same path as real ones: for flow, for tests, for a look at the output's form.

The translator's rule, word by word, all else unchanged:
- a word of the table below becomes its English;
- another word in lower case is folded to ASCII and spelled, in two letters and an h: "größer" -> "grh-oeh-ssh-erh-ed",
  pieces too short for the checks to call them words, and in no language; by their end they may be verbs;
- anything with a capital, a digit or one of "@/:" stays: names, nouns, numbers, URLs, e-mail addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from translate_sum.contracts import Candidate, Decoding, Hypothesis
from translate_sum.document import ModelInfo
from translate_sum.english import sentences as split_english

WINDOW = 512
WORD = re.compile(r"\w+")
TWO = re.compile(r"..?")
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ENGLISH = {
    german: english
    for english, words in {
        "the": "der die das den dem des",
        "a": "ein eine einen einem einer eines",
        "no": "kein keine keinen keinem keiner",
        "not": "nicht",
        "never": "nie niemals",
        "and": "und",
        "or": "oder",
        "of": "von vom",
        "in": "in im",
        "on": "am auf",
        "to": "zu zum zur",
        "with": "mit",
        "for": "für",
        "is": "ist",
        "has": "hat",
        "was": "war wurde",
        "said": "sagte sagten",
    }.items()
    for german in words.split()
}


class EchoTranslator:
    """A Translator that spells instead of translating; a token is a word, and the end mark one more."""

    def __init__(self, directory: Path | None, info: ModelInfo, *, device: str = "auto", threads: int = 0) -> None:
        self.info = info
        self.max_tokens = WINDOW

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 1

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        for text in texts:
            _check(self.count_tokens(text))
        return [Hypothesis(" ".join(map(_spelled, text.split()))) for text in texts]

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        yield from enumerate([hypothesis] for hypothesis in self.translate(texts, decoding))


class EchoSummarizer:
    """A Summarizer that gives the first sentences, as many as fit into `words` words, at least one."""

    def __init__(self, directory: Path | None, info: ModelInfo, *, device: str = "auto", threads: int = 0) -> None:
        self.info = info
        self.max_tokens = WINDOW
        self.whole = True
        self.shared = True

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        for passage in passages:
            _check(self.count_tokens(passage))
        return [[Candidate(text)] if (text := _first(passage, words)) else [] for passage in passages]


def _first(text: str, words: int) -> str:
    kept, spent = list[str](), 0
    for sentence in split_english(" ".join(text.split())):
        spent += len(sentence.split())
        if kept and spent > words:
            break
        kept.append(sentence)
    return " ".join(kept)


def _check(tokens: int) -> None:
    if tokens > WINDOW:
        raise ValueError(f"a text of {tokens} words is over the model's {WINDOW}; split it first")


def _spelled(token: str) -> str:
    if any(c.isupper() or c.isdigit() or c in "@/:" for c in token):
        return ENGLISH.get(token.lower(), token) if token.istitle() else token
    return WORD.sub(lambda word: ENGLISH.get(word[0]) or _lisped(word[0]), token)


def _lisped(word: str) -> str:
    return "-".join([*(f"{piece}h" for piece in TWO.findall(word.translate(FOLDED))), "ed"])
