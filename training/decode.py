"""Texts -> n-best translations, fast: CTranslate2 on a CPU, transformers in half precision on a GPU.

Serves distill and backtranslate, which want many hypotheses of many sentences; the tool itself has its backends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoTokenizer, GenerationConfig, MarianMTModel

from translate_sum.backends.batching import PATIENCE, batches
from translate_sum.backends.loading import load, quiet
from translate_sum.backends.marian import EndRows
from translate_sum.document import ModelInfo

BATCH_TOKENS = {"cpu": 1024, "cuda": 65536}  # source pieces, padding included
LONGEST = 256  # pieces; the models are trained on up to 128


@dataclass(frozen=True)
class Search:
    """A beam, or with `topk` a draw from the k likeliest pieces at each step, `n_best` times."""

    beam_size: int = 4
    n_best: int = 1
    topk: int = 0
    temperature: float = 1.0


@dataclass(frozen=True)
class Candidate:
    """score: mean log-probability of a piece, NaN for a draw on a GPU; complete: the model ended it by itself."""

    text: str
    score: float
    complete: bool = True


class Decoder(Protocol):
    def decode(self, texts: Sequence[str], search: Search) -> list[list[Candidate]]:
        """One list a text, in order, the likeliest first; none for a text that is blank or over LONGEST pieces."""


def load_decoder(directory: Path, threads: int = 1, *, int8: bool = False) -> Decoder:
    """For the device at hand. int8 (CPU only) is half again as fast, and poorer where a model is as small as ours.

    r2 on 500 segments of newstest2019, beam 4, one busy core: fp32 45 a second, BLEU 23.2; int8 67 a second, BLEU 21.6.
    """
    return CudaDecoder(directory) if torch.cuda.is_available() else CpuDecoder(directory, threads, int8=int8)


def convert(directory: Path, out: Path, *, int8: bool = False) -> Path:
    """A MarianMT directory as CTranslate2's own converter writes it; `out` may be there, empty."""
    from translate_sum.backends.converting import write  # CTranslate2 is not wanted on a GPU

    loaded = load(directory, MarianMTModel, ModelInfo(directory.name, ""), device="cpu", threads=0, exact=True)
    write(directory, loaded.model, out, "int8" if int8 else "float32")
    return out


class CpuDecoder:
    def __init__(self, directory: Path, threads: int = 1, *, int8: bool = False) -> None:
        import ctranslate2

        with quiet():
            self._tokenizer = AutoTokenizer.from_pretrained(directory, local_files_only=True)
        with tempfile.TemporaryDirectory() as folder:
            self._model = ctranslate2.Translator(
                str(convert(directory, Path(folder) / "ct2", int8=int8)),
                compute_type="int8" if int8 else "float32",
                inter_threads=threads,
                intra_threads=1,
            )
        self._threads = threads

    def decode(self, texts: Sequence[str], search: Search) -> list[list[Candidate]]:
        return in_batches(
            texts, self._tokenizer, BATCH_TOKENS["cpu"], lambda rows: self._batch(rows, search), self._threads
        )

    def _batch(self, rows: list[list[int]], search: Search) -> list[list[Candidate]]:
        how: dict[str, Any] = {"beam_size": max(search.beam_size, search.n_best), "num_hypotheses": search.n_best}
        how["patience"] = PATIENCE if how["beam_size"] > 1 else 1
        if search.topk:
            how |= {
                "beam_size": 1,
                "patience": 1,
                "sampling_topk": search.topk,
                "sampling_temperature": search.temperature,
            }
        found = self._model.translate_batch(
            [self._tokenizer.convert_ids_to_tokens(row) for row in rows],
            max_decoding_length=target_limit(rows),
            min_decoding_length=0,  # 1 is the default: never nothing, where transformers may write nothing
            disable_unk=True,
            return_scores=True,
            return_end_token=True,
            **how,
        )
        end = self._tokenizer.eos_token
        return [
            [
                Candidate(text_of(self._tokenizer, self._tokenizer.convert_tokens_to_ids(h)), score, h[-1:] == [end])
                for h, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in found
        ]


class CudaDecoder:
    """Also runs on a CPU, slowly, for its test."""

    def __init__(self, directory: Path, device: str = "cuda") -> None:
        exact = device == "cpu"  # what stands on a CPU is held against CTranslate2 in fp32
        loaded = load(directory, MarianMTModel, ModelInfo(directory.name, ""), device=device, threads=0, exact=exact)
        self._model, self._tokenizer, self._device = loaded.model, loaded.tokenizer, loaded.device
        self._pad, self._end, self._start = self._tokenizer.pad_token_id, self._tokenizer.eos_token_id, loaded.start()
        self._model.generation_config = GenerationConfig()  # its own limit of length would be warned of at each batch

    def decode(self, texts: Sequence[str], search: Search) -> list[list[Candidate]]:
        budget = BATCH_TOKENS[self._device.type] // max(1, search.n_best // 4)
        return in_batches(texts, self._tokenizer, budget, lambda rows: self._batch(rows, search))

    @torch.inference_mode()
    def _batch(self, rows: list[list[int]], search: Search) -> list[list[Candidate]]:
        source = pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=self._pad)
        limit = target_limit(rows)
        written = self._model.generate(
            input_ids=source.to(self._device),
            attention_mask=(source != self._pad).long().to(self._device),
            generation_config=self._config(search, limit),
            logits_processor=[EndRows([limit] * len(rows), self._end, self._device)],
        )
        likelihood = getattr(written, "sequences_scores", None)
        ids = written.sequences[:, 1:].tolist()
        scores = [float("nan")] * len(ids) if likelihood is None else likelihood.float().tolist()
        made = [
            Candidate(text_of(self._tokenizer, row), score, row.index(self._end) < limit)
            for row, score in zip(ids, scores, strict=True)
        ]
        return [made[i : i + search.n_best] for i in range(0, len(made), search.n_best)]

    def _config(self, search: Search, limit: int) -> GenerationConfig:
        return GenerationConfig(
            pad_token_id=self._pad,
            eos_token_id=self._end,
            decoder_start_token_id=self._start,
            suppress_tokens=[self._pad, self._tokenizer.unk_token_id],
            num_beams=1 if search.topk else max(search.beam_size, search.n_best),
            num_return_sequences=search.n_best,
            do_sample=bool(search.topk),
            **({"top_k": search.topk, "temperature": search.temperature} if search.topk else {}),
            max_new_tokens=limit + 1,
            return_dict_in_generate=True,
            output_scores=not search.topk,
        )


def in_batches(
    texts: Sequence[str], tokenizer: Any, budget: int, decode: Any, threads: int = 1
) -> list[list[Candidate]]:
    """`threads` batches at once: two cores that work alone do more than two that share each product."""
    # split_special_tokens: "</s>" in an article is text, not the end of it
    rows = [tokenizer(text, split_special_tokens=True).input_ids if text.strip() else [] for text in texts]
    lengths = [len(row) if len(row) <= LONGEST else 0 for row in rows]
    found: list[list[Candidate]] = [[] for _ in rows]
    groups = batches(lengths, budget)
    with ThreadPoolExecutor(threads) as pool:
        for batch, made in zip(groups, pool.map(lambda batch: decode([rows[i] for i in batch]), groups), strict=True):
            for i, candidates in zip(batch, made, strict=True):
                found[i] = candidates
    return found


def target_limit(rows: Sequence[Sequence[int]]) -> int:
    """Pieces that a translation may have; those of news need about as many as their source, headlines up to thrice."""
    return min(2 * max(map(len, rows)) + 20, 2 * LONGEST - 20)


def text_of(tokenizer: Any, ids: list[int]) -> str:
    text: str = tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
    return text.strip()
