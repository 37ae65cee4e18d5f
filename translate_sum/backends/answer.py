"""What a summarizer wrote to whole, distinct sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translate_sum.english import sentences

LEAD_IN = re.compile(
    r"""^(?:sure|certainly|of\ course)[!,.]\s*              # Sure!
      | ^(?:here(?:\ is|'s)|this\ is|the\ following\ is)\b[^.:\n]{0,60}:\s*   # Here is a short summary of the text:
      | ^\W{0,3}(?:summary|in\ (?:short|summary|one\ short\ sentence))\W{0,3}:\W{0,3}\s*   # **Summary:**""",
    re.IGNORECASE | re.VERBOSE,
)
BULLET = re.compile(r"^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+")
SPACE_BEFORE_POINT = re.compile(r"\s+([.,;:!?])(?=\s|$)")  # CNN/DailyMail, and what learnt from it: "He left ."
FINISHED = re.compile(r"""[.!?…]["'”’»)\]]*$""")
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Gov|Rep|St)\.$")  # a point that ends no sentence
FIRST_WORD = re.compile(r"\W*[^\W\d]*")
CHECKABLE = re.compile(r"\d+(?:[.,]\d+)*|\b[A-ZÀ-ÖØ-Þ]\w*")  # numbers and names
WRAPPED = re.compile(r'^["“](?P<inside>[^"“”]*)["”]$', re.DOTALL)


def finished(answer: str) -> list[str]:
    r"""The sentences of `answer` that are whole, each once, in order; lead-ins, bullets and outer quotes are gone.

    >>> finished("Sure! Here is a summary:\n- It rained .\n- It rained.\n- Nobody was hu")
    ['It rained.']
    """
    found = sentences(_plain(answer))
    return distinct(s for s in found if FINISHED.search(s) and not TITLE.search(s))


def distinct(found: Iterable[str]) -> list[str]:
    """Without repeats; case and punctuation make no difference."""
    return list({re.sub(r"\W+", " ", s).strip().casefold(): s for s in reversed(list(found))}.values())[::-1]


def grounded(sentence: str, source: str) -> bool:
    """Whether each number and each capitalised word, but for the sentence's first, stands in `source`.

    >>> grounded("In Beijing 12 met.", "The 12 met on Sunday in Beijing."), grounded("They met Xi.", "They met Li.")
    (True, False)
    """
    said = FIRST_WORD.sub("", sentence, count=1)
    return {*CHECKABLE.findall(said)} <= {*CHECKABLE.findall(source)}


def fitting(found: Sequence[str], words: int) -> list[str]:
    """The first sentences, as many as have `words` words together; always the first."""
    kept, spent = list(found[:1]), sum(len(s.split()) for s in found[:1])
    for sentence in found[1:]:
        spent += len(sentence.split())
        if spent > words:
            break
        kept.append(sentence)
    return kept


def _plain(answer: str) -> str:
    text = answer.strip()
    while (shorter := LEAD_IN.sub("", text, count=1).strip()) != text:
        text = shorter
    lines = [BULLET.sub("", line).replace("**", "") for line in text.splitlines()]
    text = SPACE_BEFORE_POINT.sub(r"\1", "\n".join(lines)).strip()
    wrapped = WRAPPED.match(text)
    return wrapped["inside"] if wrapped else text
