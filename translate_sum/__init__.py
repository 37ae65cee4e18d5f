"""German press articles to English: translation, cited bilingual summary, Markdown brief.

>>> from translate_sum import Options, Pipeline, read
>>> brief = Pipeline(Options(length=60)).brief(read("article.txt"))
"""

from translate_sum.document import Article, Brief, Failure, Summary, Translation
from translate_sum.errors import TranslateSumError
from translate_sum.options import Options
from translate_sum.pipeline import Pipeline
from translate_sum.read import read
from translate_sum.render import render
from translate_sum.version import __version__

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
