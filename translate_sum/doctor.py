"""What `translate-sum doctor` reports: enough to see why something does not work, and to send along with a report."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version

from translate_sum.backends import chosen_runtime
from translate_sum.catalog import Role
from translate_sum.errors import ModelError, ModelMissing
from translate_sum.pipeline import Pipeline
from translate_sum.version import __version__

PACKAGES = ("ctranslate2", "torch", "transformers", "sentencepiece", "sentencex", "typer", "huggingface-hub")


def report(pipeline: Pipeline) -> Iterator[tuple[str, str]]:
    """Rows of a name and what was found."""
    yield "translate-sum", __version__
    yield "python", f"{platform.python_version()} ({sys.executable})"
    yield "platform", platform.platform()
    for package in PACKAGES:
        yield package, version(package)
    options = pipeline.options
    yield "device", device(options.device)
    yield "runtime", f"{options.runtime} ({chosen_runtime(options.runtime, options.device)}), of the translator"
    yield "threads", str(options.threads or os.cpu_count())
    yield "models in", str(pipeline.store.home)
    yield from chosen(pipeline, "translator", options.translator)
    yield from chosen(pipeline, "summarizer", options.summarizer)
    yield "second reader", second_reader(pipeline)
    yield from chosen(pipeline, "reverse", "auto")
    yield (
        "network",
        "never used, except by `translate-sum models pull`" + (", which --offline forbids" if options.offline else ""),
    )


def chosen(pipeline: Pipeline, role: Role, name: str) -> Iterator[tuple[str, str]]:
    try:
        model = pipeline.store.resolve(name, role)
    except ModelError as error:
        yield role, f"none: {error}"
    else:
        yield role, f"{model.name} ({model.backend}, {model.revision}) {model.path or ''}".rstrip()


def second_reader(pipeline: Pipeline) -> str:
    try:
        adapter = pipeline.chosen_adapter
    except ModelMissing:  # the summarizer, which has a row of its own
        adapter = None
    except ModelError as error:
        return str(error)
    if adapter is None:
        return "none: it is for smollm2-135m-instruct as `models pull` installs it, on CTranslate2, without --fast"
    return f"adapter {adapter.revision}"


def device(wanted: str) -> str:
    import torch

    cuda = torch.cuda.get_device_name() if torch.cuda.is_available() else "no CUDA device"
    return f"{wanted} ({cuda})"
