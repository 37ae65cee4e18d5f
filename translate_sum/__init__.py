"""German press articles to English: translation, cited bilingual summary, Markdown brief.

>>> from translate_sum import Options, Pipeline, read
>>> brief = Pipeline(Options(length=60)).brief(read("article.txt"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# These two are named as the modules that hold them, and an import of the module would put it in the function's place:
# they are imported here, and import what they need when called. All else is imported on use.
from translate_sum.read import read
from translate_sum.render import render
from translate_sum.version import __version__

if TYPE_CHECKING:
    from translate_sum.document import Article, Brief, Failure, Summary, Translation
    from translate_sum.errors import TranslateSumError
    from translate_sum.options import Options
    from translate_sum.pipeline import Pipeline

__all__ = [
    "Article",
    "Brief",
    "Failure",
    "Options",
    "Pipeline",
    "Summary",
    "TranslateSumError",
    "Translation",
    "__version__",
    "read",
    "render",
]

_MODULES = {
    **dict.fromkeys(("Article", "Brief", "Failure", "Summary", "Translation"), "document"),
    "TranslateSumError": "errors",
    "Options": "options",
    "Pipeline": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
