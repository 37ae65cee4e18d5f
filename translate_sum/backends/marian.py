"""MarianMT on transformers: the reference, and the runtime of a GPU; sentence by sentence in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch.nn.utils.rnn import pad_sequence
from transformers import GenerationConfig, LogitsProcessor, MarianMTModel

from translate_sum.backends.batching import BATCH_TOKENS, batches, target_limit
from translate_sum.backends.loading import load
from translate_sum.backends.runtime import enough_memory
from translate_sum.contracts import Decoding, Hypothesis
from translate_sum.document import ModelInfo


class MarianTranslator:
    """A Translator over a MarianMT directory.

    `info.settings` is runtime and number type; the beam varies from call to call, so the caller adds it.
    """

    def __init__(
        self,
        directory: Path,
        info: ModelInfo,
        *,
        device: str,
        threads: int,
        dtype: torch.dtype | None = None,
        batch_tokens: int = BATCH_TOKENS,
    ) -> None:
        loaded = load(directory, MarianMTModel, info, device=device, threads=threads, exact=True, dtype=dtype)
        self._batch_tokens = batch_tokens
        self.info = replace(loaded.info, settings=f"transformers {loaded.info.settings}")
        self.max_tokens = loaded.window
        self._model, self._tokenizer, self._device = loaded.model, loaded.tokenizer, loaded.device
        self._pad, self._end = self._tokenizer.pad_token_id, self._tokenizer.eos_token_id
        self._model.generation_config = self._search(loaded.start())

    def count_tokens(self, text: str) -> int:
        return len(self._encode(text))

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [best[0] for _, best in sorted(self.nbest(texts, decoding, 1))]

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        rows = [self._checked(text) if text.strip() else [] for text in texts]
        yield from ((i, [Hypothesis("")]) for i, row in enumerate(rows) if not row)
        for batch in batches([len(row) for row in rows], self._batch_tokens):
            found = self._decode([rows[i] for i in batch], decoding, count)
            yield from zip(batch, found, strict=True)

    def _search(self, start: int) -> GenerationConfig:
        """The model's own search settings but for the ids; without its forced end mark, which hides a cut.

        Neither padding nor <unk> may be written: the first is no text, and of the second the reader sees nothing.
        """
        return GenerationConfig(
            pad_token_id=self._pad,
            eos_token_id=self._end,
            decoder_start_token_id=start,
            suppress_tokens=[self._pad, self._tokenizer.unk_token_id],
            length_penalty=self._model.generation_config.length_penalty,
            do_sample=False,
        )

    def _encode(self, text: str) -> list[int]:
        # split_special_tokens: "</s>" in an article is text, not the end of it
        ids: list[int] = self._tokenizer(text, split_special_tokens=True).input_ids
        return ids

    def _checked(self, text: str) -> list[int]:
        ids = self._encode(text)
        if len(ids) > self.max_tokens:
            raise ValueError(f"a text of {len(ids)} pieces is over the model's {self.max_tokens}; split it first")
        return ids

    def _decode(self, rows: list[list[int]], decoding: Decoding, count: int) -> list[list[Hypothesis]]:
        limits = [target_limit(len(row), self.max_tokens) for row in rows]
        source = pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=self._pad)
        lengths = torch.tensor([len(row) for row in rows])
        with enough_memory(), torch.inference_mode():
            written = self._model.generate(
                input_ids=source.to(self._device),
                attention_mask=(torch.arange(source.shape[1]) < lengths[:, None]).long().to(self._device),
                num_beams=decoding.beam_size,
                num_return_sequences=count,
                no_repeat_ngram_size=decoding.no_repeat_ngram_size,
                max_new_tokens=max(limits) + 1,
                logits_processor=[EndRows(limits, self._end, self._device)],
            )
        found = [self._hypothesis(row[1:], limits[k // count]) for k, row in enumerate(written.tolist())]
        return [found[k : k + count] for k in range(0, len(found), count)]

    def _hypothesis(self, ids: list[int], limit: int) -> Hypothesis:
        end = ids.index(self._end)
        text = self._tokenizer.decode(ids[:end], skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return Hypothesis(text.strip(), complete=end < limit)


class EndRows(LogitsProcessor):
    """Ends row i of a batch once it has `limits[i]` pieces, so that no row's result hangs on its neighbours' lengths.

    A row ended here has limit + 1 pieces; one that ended by itself has at most limit.
    """

    def __init__(self, limits: list[int], end: int, device: torch.device) -> None:
        self.limits, self.end = torch.tensor(limits, device=device), end

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> Any:
        full = input_ids.shape[1] - 1 >= self.limits
        if not full.any():
            return scores
        only_end = torch.full_like(scores, -torch.inf)
        only_end[:, self.end] = 0.0
        beams = scores.shape[0] // len(self.limits)
        return torch.where(full.repeat_interleave(beams)[:, None], only_end, scores)
