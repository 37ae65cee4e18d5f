"""Of a search's hypotheses, the one that two more models find likely too: noisy-channel reranking.

A model of the reverse direction says how well a hypothesis explains the German, which punishes what was left out; a
language model says how good its English is, which punishes words that do not exist. After Yee et al. 2019, "Simple and
Effective Noisy Channel Modeling for Neural Machine Translation".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from translate_sum.contracts import Channel, Decoding, Hypothesis, LanguageModel, Translator
from translate_sum.document import ModelInfo
from translate_sum.doubts import doubted
from translate_sum.wrapped import Wrapped

TOGETHER = 256  # texts whose hypotheses are judged at once, while the engine is at the next
# a text's best so far, which alone the language model reads, for it takes most of the time: so many, none of them
# further behind the first than that; the others stay where they are
READ, NEAR = 4, 4.0


@dataclass(frozen=True)
class Weights:
    """Of log-probabilities, beside 1 for the translator's own; `piece` for each piece, against a love of brevity."""

    channel: float
    language: float
    piece: float


# chosen on newstest2019; docs/reranking.md has their neighbourhood, which is flat
WITH_LANGUAGE = Weights(channel=0.8, language=0.5, piece=0.6)
CHANNEL_ALONE = Weights(channel=0.2, language=0.0, piece=0.2)


@dataclass(frozen=True)
class Judged:
    """back: of the source's words, and of its end mark, by the channel."""

    hypothesis: Hypothesis
    worth: float
    back: Sequence[float]


class Reranked(Wrapped):
    """A Translator whose beam searches are reranked; of all that it writes it tells what the German says beyond it."""

    def __init__(self, inner: Translator, channel: Channel, language: LanguageModel | None = None) -> None:
        super().__init__(inner)
        self.channel, self.language = channel, language
        self.weights = WITH_LANGUAGE if language else CHANNEL_ALONE

    @property
    def info(self) -> ModelInfo:
        """The inner one's, with the judges and what they weigh."""
        weights = (self.weights.channel, self.weights.language)
        models = [(m, weight) for m, weight in zip((self.channel, self.language), weights, strict=True) if m]
        judges = " and ".join(f"{weight} {model.info.name} ({model.info.revision})" for model, weight in models)
        settings = filter(None, (self.inner.info.settings, f"reranked by {judges}"))
        return dataclasses.replace(self.inner.info, settings=", ".join(settings))

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        found = self.inner.nbest(texts, decoding, decoding.beam_size)
        while some := list(islice(found, TOGETHER)):
            open_ = [(i, hypotheses) for i, hypotheses in some if self._can_judge(texts[i], hypotheses)]
            ranked = dict(zip((i for i, _ in open_), self._ranked(texts, open_), strict=True))
            yield from ((i, ranked.get(i, hypotheses)[:count]) for i, hypotheses in some)

    def _can_judge(self, source: str, hypotheses: Sequence[Hypothesis]) -> bool:
        """Something was written, and nothing is too long for a model that did not write it."""
        if not any(hypothesis.text for hypothesis in hypotheses):
            return False
        models = [model for model in (self.channel, self.language) if model]
        fits = all(m.count_tokens(h.text) <= m.max_tokens for m in models for h in hypotheses)
        return fits and self.channel.count_tokens(source) <= self.channel.max_tokens

    def _ranked(self, texts: Sequence[str], found: Sequence[tuple[int, list[Hypothesis]]]) -> list[list[Hypothesis]]:
        lists = self._explained([texts[i] for i, _ in found], [hypotheses for _, hypotheses in found])
        if self.language:
            lists = self._read(self.language, lists)
        return [[_doubting(texts[i], judged) for judged in ranked] for (i, _), ranked in zip(found, lists, strict=True)]

    def _explained(self, sources: Sequence[str], lists: Sequence[Sequence[Hypothesis]]) -> list[list[Judged]]:
        pairs = [(source, h) for source, hypotheses in zip(sources, lists, strict=True) for h in hypotheses]
        back = iter(self.channel.word_logprobs([h.text for _, h in pairs], [source for source, _ in pairs]))
        return [_best_first(self._explaining(h, next(back)) for h in hypotheses) for hypotheses in lists]

    def _explaining(self, hypothesis: Hypothesis, back: Sequence[float]) -> Judged:
        weights = self.weights
        worth = hypothesis.logprob + weights.piece * hypothesis.pieces + weights.channel * sum(back)
        return Judged(hypothesis, worth, back)

    def _read(self, language: LanguageModel, lists: Sequence[Sequence[Judged]]) -> list[list[Judged]]:
        heads = [_near(ranked) for ranked in lists]
        texts = dict.fromkeys(judged.hypothesis.text for head in heads for judged in head)
        fluency = dict(zip(texts, language.logprobs_alone(list(texts)), strict=True))

        def heard(judged: Judged) -> Judged:
            fluent = self.weights.language * fluency[judged.hypothesis.text]
            return dataclasses.replace(judged, worth=judged.worth + fluent)

        return [
            [*_best_first(map(heard, head)), *ranked[len(head) :]] for head, ranked in zip(heads, lists, strict=True)
        ]


def _doubting(source: str, judged: Judged) -> Hypothesis:
    doubts = doubted(source, judged.hypothesis.text, judged.back)
    return dataclasses.replace(judged.hypothesis, doubts=doubts)


def _near(ranked: Sequence[Judged]) -> Sequence[Judged]:
    """What may still come first; nothing where that is settled."""
    head = [judged for judged in ranked[:READ] if judged.worth >= ranked[0].worth - NEAR]
    return head if len(head) > 1 else []


def _best_first(judged: Iterable[Judged]) -> list[Judged]:
    return sorted(judged, key=lambda j: -j.worth)  # stable: what is worth the same stays in the search's order
