"""SmolLM2 with an adapter that marks what of a claim its sources do not say, on CTranslate2 in int8.

It reads the sources, then the claim twice: the second time each piece has seen all of it, and is judged. Of the logits
only one is wanted, so that the conversion's last product has a row for it in place of 49,152 for the vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from translate_sum.backends.batching import usable_cores
from translate_sum.backends.refusal import broken
from translate_sum.contracts import Odds
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo

FORMAT = 1
ADAPTER = Path(__file__).parent.parent / "weights" / "second-reader" / "adapter.safetensors"
BETWEEN = ("\n\n", "\n")  # sources and claim; the claim and itself
MOST = 1024  # pieces of a pair
MOST_HEADER = 1_000_000  # bytes
ROWS = 8  # of the last product: int8 products want a multiple of 8; the first alone has weights


@dataclass(frozen=True)
class Adapter:
    """A file of low-rank factors: `<product>.down` (rank, in) and `<product>.up` (out, rank), fp16.

    base: revision of the model it was taught on; wrong, right: the pieces whose logits' difference are the log odds.
    """

    path: Path
    base: str
    wrong: int
    right: int
    revision: str

    @classmethod
    def read(cls, path: Path) -> Adapter:
        """Reads the header alone; raises ModelBroken for what is no such file."""
        with broken(path.parent), path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            stated = json.loads(file.read(min(size, MOST_HEADER)))["__metadata__"]
            return cls(path, stated["base"], int(stated["wrong"]), int(stated["right"]), stated["revision"])


class SecondReaderCTranslate2:
    """A SecondReader over the base model's directory. Opened, and converted if need be, when it is first asked."""

    def __init__(self, directory: Path, adapter: Adapter, *, threads: int, conversions: Conversions) -> None:
        self._directory, self._adapter = directory, adapter
        self._threads, self._conversions = threads, conversions
        self.info = ModelInfo("second-reader", adapter.revision, "ctranslate2 int8")

    def odds(self, pairs: Sequence[tuple[str, str]]) -> list[list[Odds]]:
        """All are handed over before the first is asked for; each of the workers has a core."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(max(1, min(len(pairs), self._workers))) as pool:
            return list(pool.map(lambda pair: self._odds(*pair), pairs))

    def _odds(self, sources: str, claim: str) -> list[Odds]:
        import numpy as np

        read = self._tokenizer.encode(claim)
        first, second = ([*self._tokenizer.encode(text).tokens] for text in BETWEEN)
        row = [*self._tokenizer.encode(sources).tokens, *first, *read.tokens, *second, *read.tokens]
        if not read.tokens or len(row) > MOST:
            return []
        logits = np.asarray(self._model.forward_batch([row]))[0, -len(read.tokens) :, 0]
        return [Odds(start, end, float(x)) for (start, end), x in zip(read.offsets, logits, strict=True)]

    @property
    def _workers(self) -> int:
        return self._threads or usable_cores()

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._directory / "tokenizer.json"))
        tokenizer.encode_special_tokens = True  # "<|im_end|>" in an article is text
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _model(self) -> Any:
        import ctranslate2

        return self._conversions.open(
            self._directory,
            f"ct2-{self.info.name}-{FORMAT}-{self._adapter.revision}-int8",
            partial(convert, self._directory, self._adapter),
            lambda folder: ctranslate2.Generator(
                str(folder), device="cpu", inter_threads=self._workers, intra_threads=1
            ),
        )


def convert(directory: Path, adapter: Adapter, folder: Path) -> None:
    """Fills `folder` with the adapted model in int8."""
    import torch
    from safetensors.torch import load_file
    from transformers import AutoModelForCausalLM

    from translate_sum.backends.causal_ctranslate2 import write_int8
    from translate_sum.backends.loading import load

    info = ModelInfo(str(directory), "")
    model = load(directory, AutoModelForCausalLM, info, device="cpu", threads=0, exact=True).model
    factors = load_file(adapter.path)
    with torch.no_grad():
        for name in {key.rpartition(".")[0] for key in factors}:
            change = factors[f"{name}.up"].float() @ factors[f"{name}.down"].float()
            model.get_submodule(f"model.{name}").weight += change
        table = model.get_input_embeddings().weight
        head = torch.nn.Linear(table.shape[1], ROWS, bias=False)
        head.weight.zero_()
        head.weight[0] = table[adapter.wrong] - table[adapter.right]
    model.config.tie_word_embeddings = False
    model.lm_head = head
    write_int8(directory, model, folder)
