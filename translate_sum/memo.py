"""What is remembered from run to run, and under which key: answers of a translator, and summaries.

A key holds all that the answer depends on: the text in NFC with plain single spaces, the model's name, revision and
settings, the search, the cache's format, which changes with our code, and for summaries the version.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import repeat
from typing import Any

from translate_sum.cache import Cache, key
from translate_sum.contracts import Decoding, Hypothesis, Translator
from translate_sum.document import ModelInfo, Summary, SummarySentence, Translation, Warning
from translate_sum.version import __version__
from translate_sum.wrapped import Wrapped


class CachedTranslator(Wrapped):
    """A Translator that asks `inner` only what `cache` does not know, and each text once, in its normalised form."""

    def __init__(self, inner: Translator, cache: Cache) -> None:
        super().__init__(inner)
        self.cache = cache

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        places: dict[str, list[int]] = {}
        for i, text in enumerate(texts):
            places.setdefault(normalised(text), []).append(i)
        keys = {text: self._key(text, decoding, count) for text in places}
        known = self.cache.get(list(keys.values()))
        missing: list[str] = []
        for text, name in keys.items():
            if best := _hypotheses(known.get(name, ())):
                yield from zip(places[text], repeat(best))
            else:
                missing.append(text)
        new: dict[str, list[list[object]]] = {}
        try:
            for k, best in self.inner.nbest(missing, decoding, count) if missing else ():
                new[keys[missing[k]]] = [[h.text, h.complete, *h.doubts] for h in best]
                yield from ((i, best) for i in places[missing[k]])
        finally:  # also what came before a caller gave up
            self.cache.put(new)

    def knows(self, texts: Sequence[str], decoding: Decoding, count: int) -> int:
        """How many of these texts need not be asked."""
        keys = [self._key(normalised(text), decoding, count) for text in texts]
        known = self.cache.get(keys)
        return sum(name in known for name in keys)

    def _key(self, text: str, decoding: Decoding, count: int) -> str:
        search = [decoding.beam_size, decoding.no_repeat_ngram_size, count, *["shortlist"] * decoding.shortlist]
        return key("translation", text, self.info.to_dict(), search)


def _hypotheses(value: Any) -> list[Hypothesis]:
    """None of a value that is of another form: somebody else wrote it, and the model is asked."""
    try:
        return [_hypothesis(*each) for each in value]
    except TypeError:
        return []


def _hypothesis(text: str, complete: bool, *doubts: str) -> Hypothesis:
    if not isinstance(text, str):
        raise TypeError
    return Hypothesis(text, complete, doubts=doubts)


def normalised(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def remembered_summary(
    cache: Cache | None, translation: Translation, settings: Sequence[Any], make: Callable[[], Summary]
) -> Summary:
    """The summary of that translation under those settings (models among them): from the cache, else made and kept."""
    if cache is None:
        return make()
    told = translation.to_dict() | {"article": None}  # the same text under another name has the same summary
    name = key("summary", __version__, told, list(settings))
    if known := cache.get([name]):
        with suppress(KeyError, TypeError):  # of another form: somebody else wrote it
            return summary_from(known[name])
    summary = make()
    cache.put({name: summary.to_dict()})
    return summary


def summary_from(plain: dict[str, Any]) -> Summary:
    """The inverse of Summary.to_dict()."""

    def sentences(name: str) -> tuple[SummarySentence, ...]:
        return tuple(SummarySentence(**{**s, "sources": tuple(s["sources"])}) for s in plain[name])

    model = plain["german_model"]
    return Summary(
        sentences=sentences("sentences"),
        german=sentences("german"),
        german_side=plain["german_side"],
        summarizer=ModelInfo(**plain["summarizer"]),
        german_model=ModelInfo(**model) if model else None,
        warnings=tuple(Warning(**warning) for warning in plain["warnings"]),
    )
