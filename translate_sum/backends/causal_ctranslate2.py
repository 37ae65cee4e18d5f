"""Chat models on CTranslate2, the CPU's runtime, in int8. Imports torch and transformers only to convert.

CTranslate2 has no place for a rule of ours within the search. So the pieces that a source refuses everywhere are
switched off, and an answer that breaks the rule by its combination of pieces is dropped afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import ctranslate2

from translate_sum.backends.answer import opening, ranked
from translate_sum.backends.batching import usable_cores
from translate_sum.backends.chat import ANSWER, BEAMS, NO_REPEAT
from translate_sum.backends.grounding import Pieces, Source, piece_texts
from translate_sum.backends.refusal import broken, refuse_unsafe
from translate_sum.backends.tokenizing import tokenizer_of
from translate_sum.contracts import Candidate
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo

FORMAT = 1
FRAME = "frame.json"
SCORED = 512  # pieces of a batch that is only judged: each takes a number for every piece of the vocabulary


@dataclass(frozen=True)
class Frame:
    """What stands around a passage, as pieces; what ends an answer; and the positions that the model has."""

    before: list[str]
    after: list[str]
    ends: list[str]
    window: int


class CausalCTranslate2:
    """A Summarizer over a chat model's directory; the first use converts it. Each of `threads` workers has a core."""

    whole = False
    shared = True

    def __init__(self, directory: Path, info: ModelInfo, *, threads: int, conversions: Conversions) -> None:
        refuse_unsafe(directory)
        self._tokenizer = tokenizer_of(directory)
        with broken(directory):
            self._model, self._frame = conversions.open(
                directory,
                f"ct2-chat-{FORMAT}-int8",
                partial(convert, directory),
                partial(_opened, workers=threads or usable_cores()),
            )
        self.max_tokens = self._frame.window - len(self._frame.before) - len(self._frame.after) - ANSWER
        self.info = replace(info, settings=f"ctranslate2 int8, beam {BEAMS}")

    def count_tokens(self, text: str) -> int:
        return len(self._encoded(text))

    def candidates(self, passages: Sequence[str], words: int, *, drawn: bool = False) -> list[list[Candidate]]:
        rows = [self._checked(passage) if passage.strip() else [] for passage in passages]
        sources = [Source(passage, self._pieces) for passage in passages]
        # all are handed over before the first is asked for: the workers take them as they come
        pending = [
            self._started(row, source, drawn=drawn) if row else None for row, source in zip(rows, sources, strict=True)
        ]
        return [
            self._answers(found.result(), source) if found else []
            for found, source in zip(pending, sources, strict=True)
        ]

    def logprobs_alone(self, texts: Sequence[str]) -> list[float]:
        line = self._encoded("\n")  # what a text stands between; any model has read many
        rows = [[*line, *self._checked(text), *line] for text in texts]
        found = self._model.score_batch(rows, max_batch_size=SCORED, batch_type="tokens", max_input_length=0)
        return [sum(result.log_probs[len(line) - 1 :]) for result in found]

    def _checked(self, passage: str) -> list[str]:
        row = self._encoded(passage)
        if len(row) > self.max_tokens:
            raise ValueError(f"a text of {len(row)} tokens is over the model's {self.max_tokens}; split it first")
        return row

    def _encoded(self, text: str) -> list[str]:
        pieces: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return pieces

    def _started(self, row: list[str], source: Source, *, drawn: bool) -> Any:
        """The likeliest answers; or, if `drawn`, the likeliest ways to begin, each gone on with greedily."""
        prompt = [*row, *self._frame.after]
        search: dict[str, Any] = {"beam_size": BEAMS, "max_length": ANSWER}
        if drawn:  # here, and only here, CTranslate2 counts the prompt too
            length = len(self._frame.before) + len(prompt) + ANSWER - 1
            search = {"return_alternatives": True, "max_length": length}
        [found] = self._model.generate_batch(
            [prompt],
            asynchronous=True,
            static_prompt=self._frame.before or None,  # worked out once for all passages
            include_prompt_in_result=False,
            num_hypotheses=BEAMS,
            no_repeat_ngram_size=NO_REPEAT,
            end_token=self._frame.ends,
            suppress_sequences=[[self._names[i]] for i in source.refused if i < len(self._names)],
            return_scores=True,
            **search,
        )
        return found

    def _answers(self, result: Any, source: Source) -> list[Candidate]:
        texts = [opening(self._tokenizer.decode(ids)) for ids in result.sequences_ids]
        kept = [(text, score) for text, score in zip(texts, result.scores, strict=True) if source.holds(text)]
        return ranked([text for text, _ in kept], [score for _, score in kept])

    @cached_property
    def _names(self) -> list[str]:
        vocabulary = self._tokenizer.get_vocab(with_added_tokens=True)
        names = [""] * (max(vocabulary.values()) + 1)
        for name, index in vocabulary.items():
            names[index] = name
        return names

    @cached_property
    def _pieces(self) -> Pieces:
        special = {i for i, token in self._tokenizer.get_added_tokens_decoder().items() if token.special}
        decode = partial(self._tokenizer.decode_batch, skip_special_tokens=False)
        return Pieces(piece_texts(self._names, special, decode, len(self._names)))


def convert(directory: Path, folder: Path) -> None:
    """Fills `folder` with the model in int8 and its Frame; raises Unconvertible for a kind CTranslate2 lacks."""
    from transformers import AutoModelForCausalLM

    from translate_sum.backends.converting import write
    from translate_sum.backends.loading import load
    from translate_sum.backends.prompts import frame

    # as for transformers: safetensors only, and none of the weights made up; what is wrong with the files shows here
    loaded = load(directory, AutoModelForCausalLM, ModelInfo(str(directory), ""), device="cpu", threads=0, exact=True)
    write(directory, loaded.model, folder)
    tokenizer, end = loaded.tokenizer, loaded.end()
    before, after, ends = (
        tokenizer.convert_ids_to_tokens(ids) for ids in (*frame(tokenizer), end if isinstance(end, list) else [end])
    )
    stated = Frame(before, after, ends, loaded.window)
    (folder / FRAME).write_text(json.dumps(asdict(stated)), encoding="utf-8")


def _opened(folder: Path, workers: int) -> tuple[Any, Frame]:
    stated = json.loads((folder / FRAME).read_text(encoding="utf-8"))
    return ctranslate2.Generator(str(folder), device="cpu", inter_threads=workers, intra_threads=1), Frame(**stated)
