"""A transformers model, as it stands in memory, to CTranslate2's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ctranslate2.converters import TransformersConverter

from translate_sum.backends.loading import quiet
from translate_sum.backends.refusal import Unconvertible


def write(directory: Path, model: Any, folder: Path, numbers: str = "int8") -> None:
    """Fills `folder` with that model, whose tokenizer is in `directory`; raises Unconvertible."""

    class Given(TransformersConverter):
        def load_model(self, model_class: Any, model_name_or_path: str, **_: Any) -> Any:
            return model

    try:
        with quiet():
            Given(str(directory)).convert(str(folder), quantization=numbers, force=True)
    # the two by which the converter refuses an architecture, or a detail of one, that it lacks. Nothing is lost by it:
    # "auto" goes on with transformers, and --runtime ctranslate2 ends with this reason
    except (ValueError, NotImplementedError) as exc:
        raise Unconvertible(str(exc).partition("\n")[0]) from exc
