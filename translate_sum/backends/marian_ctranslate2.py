"""MarianMT on CTranslate2: the CPU's runtime. Imports neither torch nor transformers."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ctranslate2

from translate_sum.backends.batching import BATCH_TOKENS, BEAM_TOKENS, PATIENCE, batches, target_limit, usable_cores
from translate_sum.backends.marian_pieces import SPACE, MarianPieces
from translate_sum.backends.marian_settings import FORMAT, MarianSettings
from translate_sum.backends.refusal import broken, refuse_unsafe
from translate_sum.backends.shortlist import Shortlist
from translate_sum.backends.shortlist import read as read_shortlist
from translate_sum.contracts import Decoding, Hypothesis
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo
from translate_sum.sources.directory import read_object

if TYPE_CHECKING:
    from translate_sum.backends.ctranslate2_format import NumberType

SHORT_NAMES = {"float32": "fp32", "int8_float32": "int8", "int8": "int8"}


def number_type(model: MarianSettings) -> NumberType:
    """int8 for models that were trained for it, and from a width of 512 on; the one place that decides.

    A narrow model that was not loses by it: r7 of the embedded one, 256 wide, 0.7 chrF on newstest2019. That wide
    models bear it is taken from the practice of others, not measured here.
    """
    return "int8" if model.int8 or model.width >= 512 else "float32"


class MarianCTranslate2:
    """A Translator over a MarianMT directory; the first use converts it.

    Each of `threads` workers takes a batch at a time on one core. `shortlist` makes Decoding.shortlist mean something.
    """

    def __init__(
        self,
        directory: Path,
        info: ModelInfo,
        *,
        threads: int,
        conversions: Conversions,
        numbers: NumberType | None = None,
        shortlist: bool = False,
    ) -> None:
        refuse_unsafe(directory)
        with broken(directory):
            settings = MarianSettings.read(directory)
            self._pieces = MarianPieces(directory)
            self.max_tokens = min(settings.positions, self._pieces.limit)
            self._penalty = _length_penalty(directory)
            numbers = numbers or number_type(settings)
            self._workers = threads or usable_cores()
            opened = conversions.open(
                directory,
                f"ct2-{FORMAT}-{numbers}",
                partial(_convert, directory, numbers=numbers),
                partial(_opened, workers=self._workers, shortlist=shortlist),
            )
        self._model, self._shortlist = opened.model, opened.shortlist
        # the padding piece is there only where the model needs it to begin with
        self._suppressed = [[self._pieces.pad]] if self._pieces.pad in opened.vocabulary else None
        listed = f", shortlist {self._shortlist.name}" if self._shortlist else ""
        self.info = replace(info, settings=f"ctranslate2 {SHORT_NAMES[self._model.compute_type]}{listed}")

    def count_tokens(self, text: str) -> int:
        return len(self._pieces.encode(text))

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [best[0] for _, best in sorted(self.nbest(texts, decoding, 1))]

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        """All are handed over before the first is asked for, the longest first: the workers take them as they come."""
        rows = [self._checked(text) if text.strip() else [] for text in texts]
        yield from ((i, [Hypothesis("")]) for i, row in enumerate(rows) if not row)
        groups = batches([len(row) for row in rows], self._budget(rows, decoding.beam_size))
        pending = deque(chain.from_iterable(self._started(rows, group, decoding, count) for group in reversed(groups)))
        again = set[int]()
        while pending:
            i, result = pending.popleft()
            found = result.result()
            if i in again or self._as_alone(rows[i], found, decoding):
                yield i, self._hypotheses(found)
            else:
                again.add(i)
                pending += self._started(rows, [i], decoding, count)

    def _budget(self, rows: Sequence[list[str]], beam_size: int) -> int:
        """Source pieces of a batch: few texts are shared out among the workers, so that none waits for the others."""
        each = -(-sum(map(len, rows)) // self._workers)
        return min(BATCH_TOKENS, BEAM_TOKENS // beam_size, each + max(map(len, rows), default=0))

    def _as_alone(self, row: list[str], result: Any, decoding: Decoding) -> bool:
        """Whether the text would have had this result by itself: nothing that the others of its batch allow came in.

        They share the limit of the longest; and with a shortlist the pieces that any of them makes likely, which does
        not matter to a greedy search that chose only pieces of the text's own. To batch by limit instead, so that all
        have their own, made 6 batches in place of 2 of an article of 22 sentences, which took 1.6 times as long.
        """
        if any(len(pieces) > self._limit(len(row)) for pieces in result.hypotheses):
            return False
        if not (self._shortlist and decoding.shortlist):
            return True
        return self._shortlist.holds(row, (piece for piece in result.hypotheses[0] if piece != self._pieces.end))

    def _limit(self, source: int) -> int:
        return target_limit(source, self.max_tokens)

    def _checked(self, text: str) -> list[str]:
        row = self._pieces.encode(text)
        if len(row) > self.max_tokens:
            raise ValueError(f"a text of {len(row)} pieces is over the model's {self.max_tokens}; split it first")
        return row

    def _started(
        self, rows: Sequence[list[str]], batch: Sequence[int], decoding: Decoding, count: int
    ) -> list[tuple[int, Any]]:
        found = self._model.translate_batch(
            [rows[i] for i in batch],
            asynchronous=True,
            beam_size=decoding.beam_size,
            patience=PATIENCE if decoding.beam_size > 1 else 1,
            num_hypotheses=count,
            length_penalty=self._penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            max_input_length=0,  # 1024 is the default, and cuts without a word
            max_decoding_length=self._limit(len(rows[batch[-1]])),
            min_decoding_length=0,  # 1 is the default: never nothing, where transformers may write nothing
            # neither may be written: of <unk> the reader sees nothing, and padding is no text
            disable_unk=True,
            suppress_sequences=self._suppressed,
            return_end_token=True,
            return_scores=decoding.beam_size > 1,  # which a greedy search would have to work out
            use_vmap=decoding.shortlist and self._shortlist is not None,
        )
        return list(zip(batch, found, strict=True))

    def _hypotheses(self, result: Any) -> list[Hypothesis]:
        scores = result.scores or [0.0] * len(result.hypotheses)
        return [self._hypothesis(pieces, score) for pieces, score in zip(result.hypotheses, scores, strict=True)]

    def _hypothesis(self, pieces: list[str], score: float) -> Hypothesis:
        complete = pieces[-1:] == [self._pieces.end]
        text = self._pieces.decode(pieces[:-1] if complete else pieces)
        return Hypothesis(text, complete, score * len(pieces) ** self._penalty, len(pieces))

    def word_logprobs(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        found = self._model.score_batch(
            [self._checked(text) for text in sources],
            [self._pieces.encode_target(text) for text in targets],
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            max_input_length=0,
        )
        return [self._by_word(result.tokens, result.log_probs) for result in found]

    def _by_word(self, pieces: Sequence[str], logprobs: Sequence[float]) -> list[float]:
        words: list[float] = []
        for piece, logprob in zip(pieces, logprobs, strict=True):
            if not words or piece.startswith(SPACE) or piece == self._pieces.end:
                words.append(0.0)
            words[-1] += logprob
        return words


def _convert(directory: Path, out: Path, numbers: NumberType) -> None:
    from translate_sum.backends.marian_weights import convert  # numpy, which only the first start needs

    convert(directory, out, numbers)


@dataclass(frozen=True)
class _Opened:
    model: Any
    vocabulary: list[str]
    shortlist: Shortlist | None


def _opened(folder: Path, workers: int, shortlist: bool) -> _Opened:
    model = ctranslate2.Translator(str(folder), device="cpu", inter_threads=workers, intra_threads=1)
    file = next(path for name in ("target", "shared") if (path := folder / f"{name}_vocabulary.json").is_file())
    vocabulary = json.loads(file.read_text(encoding="utf-8"))
    return _Opened(model, vocabulary, read_shortlist(folder) if shortlist else None)


def _length_penalty(directory: Path) -> float:
    """As transformers finds it: older models have it among their settings, and 1 is the default."""
    for name in ("generation_config.json", "config.json"):
        if (directory / name).is_file() and (stated := read_object(directory / name).get("length_penalty")) is not None:
            return float(stated)
    return 1.0
