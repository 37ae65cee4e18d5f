"""The straight line: article -> translation -> summary -> brief. Models are loaded when first needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from translate_sum.catalog import AUTO
from translate_sum.errors import ConfigurationError, ModelError, ModelMissing, UsageError
from translate_sum.options import Options
from translate_sum.store import Installed, Store, default_home
from translate_sum.version import __version__

if TYPE_CHECKING:
    from translate_sum.backends.second_reader import Adapter
    from translate_sum.cache import Cache
    from translate_sum.contracts import Channel, SecondReader, Summarizer, Translator
    from translate_sum.document import Article, Brief, Translation

Progress = Callable[[int, int], None]


class Pipeline:
    """One pair of models and one set of options, for as many articles as you like.

    >>> brief = Pipeline(Options(length=60)).brief(read("article.txt"))

    The constructor names the models and raises ModelMissing at once; weights are loaded on first use.
    `store` says where installed models are looked for, `clock` what time it is; with a `cache`,
    what it knows is not asked again.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        store: Store | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        cache: Cache | None = None,
    ) -> None:
        self.options = options or Options()
        self.store = store or Store(default_home(os.environ))
        self.clock = clock
        self.cache = cache
        if self.options.length < 1 or self.options.beam_size < 1 or self.options.threads < 0:
            raise UsageError("length and beam size start at 1, threads at 0 (all cores)")
        if self.options.fast and self.options.beam_size != 1:
            raise UsageError("fast is a greedy search; set the beam size to 1")
        if self.options.rerank and self.options.beam_size == 1:
            raise UsageError("rerank chooses among a beam's hypotheses; set a beam size above 1")

    @cached_property
    def chosen_translator(self) -> Installed:
        return self.store.resolve(self.options.translator, "translator")

    @cached_property
    def chosen_summarizer(self) -> Installed:
        return self.store.resolve(self.options.summarizer, "summarizer")

    @cached_property
    def chosen_reverse(self) -> Installed | None:
        return self.store.resolve("auto", "reverse") if self.options.german == "translate" else None

    @cached_property
    def chosen_judge(self) -> Installed | None:
        """The reverse model that reranks: the embedded one, which the weights of reranking were chosen for."""
        return self.store.resolve("embedded-en-de", "reverse") if self.options.rerank else None

    @cached_property
    def chosen_adapter(self) -> Adapter | None:
        """The second reader's, where there is one for the summarizer; `fast` does without."""
        from translate_sum.backends import second_readers_adapter

        if self.options.fast:
            return None
        return second_readers_adapter(self.chosen_summarizer, device=self.options.device, runtime=self.options.runtime)

    @property
    def chosen(self) -> tuple[Installed, ...]:
        """All models that an outcome may depend on."""
        models = (self.chosen_translator, self.chosen_summarizer, self.chosen_reverse, self.chosen_judge)
        return tuple(dict.fromkeys(model for model in models if model))

    @property
    def rerank_pays(self) -> bool:
        """Whether reranking is known to help, and costs little beside what is done anyhow.

        So it is with the embedded translator, where the summarizer's model can be the one that judges the English.
        """
        from translate_sum.backends import CTRANSLATE2_SUMMARIZERS, chosen_runtime

        options = self.options
        try:
            return (
                options.beam_size > 1
                and self.chosen_translator.name == "embedded"
                and self.chosen_summarizer.backend in CTRANSLATE2_SUMMARIZERS
                and chosen_runtime(options.runtime, options.device) == "ctranslate2"
            )
        except (ModelError, ConfigurationError):  # which the work itself will come upon, and tell
            return False

    @cached_property
    def translator(self) -> Translator:
        model = self._load_translator(self.chosen_translator, shortlist=self.options.fast)
        return self._cached(self._reranked(model, self._judge))

    @cached_property
    def reverse(self) -> Translator | None:
        return self._cached(self._reverse) if self._reverse else None

    @cached_property
    def _reverse(self) -> Translator | None:
        return self._load_translator(self.chosen_reverse) if self.chosen_reverse else None

    @cached_property
    def _judge(self) -> Translator | None:
        if self.chosen_judge == self.chosen_reverse:
            return self._reverse
        return self._load_translator(self.chosen_judge) if self.chosen_judge else None

    def _reranked(self, model: Translator, judge: Translator | None) -> Translator:
        from translate_sum.contracts import LanguageModel
        from translate_sum.rerank import Reranked

        if judge is None:
            return model
        _telling(model)
        language = self.summarizer if self._can_read() else None
        return Reranked(model, _telling(judge), language if isinstance(language, LanguageModel) else None)

    def _can_read(self) -> bool:
        """Whether the summarizer, not loaded yet, is of a kind that can judge English; without one, less is gained."""
        from translate_sum.backends import CTRANSLATE2_SUMMARIZERS

        try:
            return self.chosen_summarizer.backend in CTRANSLATE2_SUMMARIZERS
        except ModelMissing:
            if self.options.summarizer != AUTO:
                raise
            return False

    def _cached(self, model: Translator) -> Translator:
        if self.cache is None:
            return model
        from translate_sum.memo import CachedTranslator

        return CachedTranslator(model, self.cache)

    @cached_property
    def summarizer(self) -> Summarizer:
        from translate_sum.backends import load_summarizer

        return load_summarizer(self.chosen_summarizer, **self._running)

    @cached_property
    def second_reader(self) -> SecondReader | None:
        """What reads the summary's sentences again."""
        from translate_sum.backends import load_second_reader

        directory, adapter = self.chosen_summarizer.path, self.chosen_adapter
        if directory is None or adapter is None:
            return None
        return load_second_reader(directory, adapter, threads=self.options.threads, home=self.store.home)

    def _load_translator(self, installed: Installed, *, shortlist: bool = False) -> Translator:
        from translate_sum.backends import load_translator

        return load_translator(installed, **self._running, shortlist=shortlist)

    def open(self) -> None:
        """Loads all models now, once, where several threads will ask for them."""
        _ = self.translator, self.reverse, self.summarizer, self.second_reader

    @property
    def _running(self) -> dict[str, Any]:
        """Where and how models run, as the loaders of `backends` take it."""
        chosen = self.options
        return {
            "device": chosen.device,
            "threads": chosen.threads,
            "runtime": chosen.runtime,
            "home": self.store.home,
        }

    def require(self, *, summary: bool) -> None:
        """Raise ModelError now rather than after minutes of work."""
        _ = self.chosen_translator
        if summary:
            _ = self.chosen, self.chosen_adapter
        elif self.options.rerank:
            _ = self.chosen_judge, self._can_read()

    def translate(self, article: Article, progress: Progress | None = None) -> Translation:
        from translate_sum.translate import translate  # a tenth of a second, for nothing where all is done

        chosen = self.options
        return translate(article, self.translator, beam_size=chosen.beam_size, shortlist=chosen.fast, progress=progress)

    def translate_all(self, articles: Sequence[Article], progress: Progress | None = None) -> list[Translation]:
        """A translation for each, as `translate` gives it; sentences of all of them share batches."""
        from translate_sum.translate import translate_all

        chosen = self.options
        return translate_all(
            articles, self.translator, beam_size=chosen.beam_size, shortlist=chosen.fast, progress=progress
        )

    def brief(self, article: Article, progress: Progress | None = None) -> Brief:
        """Translation, summary, and how they were made."""
        self.require(summary=True)
        return self.summarized(self.translate(article, progress))

    def summarized(self, translation: Translation) -> Brief:
        """The brief over a translation."""
        # sqlite and numpy: a tenth of a second that a translation need not wait for
        from translate_sum.document import Brief
        from translate_sum.memo import remembered_summary
        from translate_sum.summarize import summarize

        models = (self.summarizer, self.reverse, self.second_reader)
        made_by = [model.info.to_dict() for model in models if model]
        summary = remembered_summary(
            self.cache,
            translation,
            [self.options.length, self.options.german, made_by],
            lambda: summarize(
                translation,
                models[0],
                length=self.options.length,
                german=self.options.german,
                reverse=models[1],
                reader=models[2],
            ),
        )
        created = self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Brief(translation, summary, __version__, self.settings, created)

    @property
    def settings(self) -> str:
        how = " with shortlist" * self.options.fast + " reranked" * self.options.rerank
        search = f"beam {self.options.beam_size}{how}"
        return f"length {self.options.length}, {search}, german {self.options.german}"


def _telling(model: Translator) -> Channel:
    """The model, if it can say how likely it finds a translation."""
    from translate_sum.contracts import Channel

    if not isinstance(model, Channel):
        raise ConfigurationError(
            f"--rerank: {model.info} tells no scores; use a MarianMT model on CTranslate2, or drop --rerank"
        )
    return model
