"""What a summarizer wrote to whole, distinct sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translate_sum.contracts import Candidate
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
IMPOSSIBLE = -1e3  # a beam search fills up with answers that a rule has refused, at about -1e9
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Gov|Rep|St)\.$")  # a point that ends no sentence
WRAPPED = re.compile(r'^["“](?P<inside>[^"“”]*)["”]$', re.DOTALL)


def finished(answer: str) -> list[str]:
    r"""The sentences of `answer` that are whole, each once, in order; lead-ins, bullets and outer quotes are gone.

    >>> finished("Sure! Here is a summary:\n- It rained .\n- It rained.\n- Nobody was hu")
    ['It rained.']
    """
    found = sentences(_plain(answer))
    return distinct(s for s in found if FINISHED.search(s) and not TITLE.search(s))


def opening(answer: str, fewest: int = 5) -> str:
    """The first whole sentence; more of them only as long as they have fewer than `fewest` words.

    >>> opening("He won. The vote was close in all states. Nobody had expected")
    'He won. The vote was close in all states.'
    """
    kept: list[str] = []
    for sentence in finished(answer):
        kept.append(sentence)
        if sum(len(s.split()) for s in kept) >= fewest:
            break
    return " ".join(kept)


def distinct(found: Iterable[str]) -> list[str]:
    """Without repeats; case and punctuation make no difference."""
    return list({re.sub(r"\W+", " ", s).strip().casefold(): s for s in reversed(list(found))}.values())[::-1]


def ranked(answers: Sequence[str], scores: Sequence[float]) -> list[Candidate]:
    """The answers' whole sentences as candidates, each text once, the best score first."""
    found: dict[str, float] = {}
    for answer, score in zip(answers, scores, strict=True):
        if score > IMPOSSIBLE and (text := " ".join(finished(answer))):
            found[text] = max(score, found.get(text, score))
    return [Candidate(text, round(score, 4)) for text, score in sorted(found.items(), key=lambda item: -item[1])]


def _plain(answer: str) -> str:
    text = answer.strip()
    while (shorter := LEAD_IN.sub("", text, count=1).strip()) != text:
        text = shorter
    lines = [BULLET.sub("", line).replace("**", "") for line in text.splitlines()]
    text = SPACE_BEFORE_POINT.sub(r"\1", "\n".join(lines)).strip()
    wrapped = WRAPPED.match(text)
    return wrapped["inside"] if wrapped else text
