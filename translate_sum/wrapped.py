"""A Translator around another one, for those that change which answers it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translate_sum.contracts import Decoding, Hypothesis, Translator
from translate_sum.document import ModelInfo


class Wrapped:
    """As `inner`, whose `nbest` it gives as it is: override that, and `info` if outcomes depend on it."""

    def __init__(self, inner: Translator) -> None:
        self.inner = inner

    @property
    def info(self) -> ModelInfo:
        return self.inner.info

    @property
    def max_tokens(self) -> int:
        return self.inner.max_tokens

    def count_tokens(self, text: str) -> int:
        return self.inner.count_tokens(text)

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [best[0] for _, best in sorted(self.nbest(texts, decoding, 1), key=lambda found: found[0])]

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        yield from self.inner.nbest(texts, decoding, count)
