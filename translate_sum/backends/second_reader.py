"""SmolLM2 with an adapter that marks what of a claim its sources do not say, on CTranslate2 in int8.

It reads the sources, then the claim twice: the second time each piece has seen all of it, and is judged. Of the logits
only one is wanted, so that the conversion's last product has ROWS rows in place of 49,152 for the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from translate_sum.backends.adapter import Changes
from translate_sum.backends.batching import usable_cores
from translate_sum.backends.refusal import broken
from translate_sum.backends.tokenizing import tokenizer_of
from translate_sum.contracts import Odds
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo

FORMAT = 1
ADAPTER = Path(__file__).parent.parent / "weights" / "second-reader" / "adapter.safetensors"
ADVICE = "install translate-sum again"  # which the adapter comes with
BETWEEN = ("\n\n", "\n")  # sources and claim; the claim and itself
MOST = 1024  # pieces of a pair
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
        """Reads the header alone; raises ModelBroken for what is no such file, or not the whole of one."""
        from safetensors import safe_open

        with broken(path, ADVICE), safe_open(path, "numpy") as file:
            stated = file.metadata()
            return cls(path, stated["base"], int(stated["wrong"]), int(stated["right"]), stated["revision"])


class SecondReaderCTranslate2:
    """A SecondReader over the base model's directory; the first use converts it. Each of `threads` workers has a core.

    Raises ModelBroken for a damaged adapter too, Unconvertible for a base that CTranslate2 does not run.
    """

    def __init__(self, directory: Path, adapter: Adapter, *, threads: int, conversions: Conversions) -> None:
        self._tokenizer = tokenizer_of(directory)
        self._workers = threads or usable_cores()
        self.info = ModelInfo("second-reader", adapter.revision, "ctranslate2 int8")
        with broken(adapter.path, ADVICE):  # what is wrong with the base itself, `load` says
            self._model = conversions.open(
                directory,
                f"ct2-{self.info.name}-{FORMAT}-{adapter.revision}-int8",
                partial(convert, directory, adapter),
                partial(_opened, workers=self._workers),
            )

    def fits(self, sources: str, claim: str) -> bool:
        return len(self._row(sources, claim)) <= MOST

    def odds(self, pairs: Sequence[tuple[str, str]]) -> list[list[Odds]]:
        """A thread a worker: the model offers no way to hand over a row and ask for it later."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(max(1, min(len(pairs), self._workers))) as pool:
            return list(pool.map(lambda pair: self._odds(*pair), pairs))

    def _odds(self, sources: str, claim: str) -> list[Odds]:
        import numpy as np

        row, offsets = self._row(sources, claim), self._tokenizer.encode(claim).offsets
        if not offsets or len(row) > MOST:
            return []
        logits = np.asarray(self._model.forward_batch([row]))[0, -len(offsets) :, 0]
        return [Odds(start, end, float(x)) for (start, end), x in zip(offsets, logits, strict=True)]

    def _row(self, sources: str, claim: str) -> list[str]:
        first, second = BETWEEN
        return [
            piece for text in (sources, first, claim, second, claim) for piece in self._tokenizer.encode(text).tokens
        ]


def _opened(folder: Path, workers: int) -> Any:
    import ctranslate2

    return ctranslate2.Generator(str(folder), device="cpu", inter_threads=workers, intra_threads=1)


def convert(directory: Path, adapter: Adapter, folder: Path) -> None:
    """Fills `folder` with the adapted model in int8."""
    import torch
    from transformers import AutoModelForCausalLM

    from translate_sum.backends.converting import write
    from translate_sum.backends.loading import load

    info = ModelInfo(str(directory), "")
    model = load(directory, AutoModelForCausalLM, info, device="cpu", threads=0, exact=True).model
    Changes.read(adapter.path).add_to(model, prefix="model.")
    with torch.no_grad():
        table = model.get_input_embeddings().weight
        head = torch.nn.Linear(table.shape[1], ROWS, bias=False)
        head.weight.zero_()
        head.weight[0] = table[adapter.wrong] - table[adapter.right]
    model.config.tie_word_embeddings = False
    model.lm_head = head
    write(directory, model, folder)
