"""The fact check with the second reader beside it, a detector for detection.py: half a CPU second a sentence.

    python -m benchmarks.faithfulness.detection - SUMMARIES --detector benchmarks.faithfulness.reread:compare --even

It wants smollm2-135m-instruct installed. Its findings have the kind "role". --even: the odd articles taught it.
"""

from __future__ import annotations

import os
from functools import lru_cache

from translate_sum.backends import load_second_reader, second_readers_adapter
from translate_sum.contracts import SecondReader
from translate_sum.facts import compare as by_rules
from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.second_reading import misread
from translate_sum.store import Store, default_home

from . import sets


@lru_cache(maxsize=1)
def reader() -> SecondReader:
    installed = Store(default_home(os.environ)).resolve("smollm2-135m-instruct", "summarizer")
    adapter = second_readers_adapter(installed, device="cpu", runtime="ctranslate2")
    assert installed.path and adapter, "there is one for that model"
    found = load_second_reader(installed.path, adapter, threads=0)
    assert found, "CTranslate2 runs it"
    return found


def compare(source: str, target: str, *, source_language: Language, article: str) -> list[Finding]:
    """All findings of the rules, and for an English source the words that the reader does not find in it."""
    found = by_rules(source, target, source_language=source_language, article=article)
    if source_language == "de":
        return found
    [doubted] = misread(reader(), [target], sets.sentences(source))
    if doubted:
        span = Span(doubted.words, doubted.start, doubted.start + len(doubted.words))
        found.append(Finding("role", "unsure", None, span, "read again, the sentences do not bear it out"))
    return found
