"""What Markdown and plain text say in the same words; all of it is plain text, not yet escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from translate_sum.document import HEADLINE, Article, Brief, Failure, SentenceTranslation, Summary, Translation, Warning
from translate_sum.version import __version__

UNREVIEWED = "machine made, not reviewed"
NOTHING = "–"
UNTITLED = "Untitled"
NOT_TRANSLATED = "⚠ not translated"


def source(article: Article) -> str:
    return "standard input" if article.source == "-" else article.source


def origin(article: Article) -> list[str]:
    """Dateline, agency, byline and date, each that is known, once."""
    known = (article.dateline, article.agency, article.byline, article.published)
    return list(dict.fromkeys(part for part in known if part))


def headline(translation: Translation) -> str:
    return marked(translation.headline) if translation.headline else UNTITLED


def marked(sentence: SentenceTranslation) -> str:
    return f"[not translated: {sentence.target}]" if sentence.status == "kept" else sentence.target


def paragraphs(translation: Translation) -> list[str]:
    """The English paragraphs, with a mark around each sentence that stayed German."""
    groups = groupby(translation.sentences, key=lambda sentence: sentence.paragraph)
    return [" ".join(marked(sentence) for sentence in group) for _, group in groups]


def coverage(brief: Brief) -> str:
    cited, total = brief.summary.cited, len(brief.translation.sentences)
    rests = f"{'sentence' if len(cited) == 1 else 'sentences'} {ranges(cited)} of {total}" if cited else "nothing"
    return f"{brief.translation.coverage}; summary rests on {rests}"


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers, runs joined: [1, 2, 3, 5, 7, 8] is "1-3, 5, 7-8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def checks(brief: Brief) -> str:
    """The verdict in a line: how many warnings, and what they are about, the most frequent first; then the notes."""
    notes = [warning for warning in brief.warnings if warning.note]
    warnings = [warning for warning in brief.warnings if not warning.note]
    verdict = _tally(warnings, "warning") or "no warnings"
    return "; ".join(filter(None, (verdict, _tally(notes, "note"))))


def _tally(warnings: Sequence[Warning], noun: str) -> str:
    kinds = Counter(warning.kind for warning in warnings)
    about = ", ".join(f"{kind} {number}" if number > 1 else kind for kind, number in kinds.most_common())
    return f"{count(len(warnings), noun)}: {about}" if warnings else ""


def count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def sign(warning: Warning) -> str:
    return "ⓘ" if warning.note else "⚠"


def numbers(brief: Brief, where: str, index: int) -> dict[str, list[int]]:
    """By their sign the numbers, in the list of checks, of the warnings about one sentence, and of the notes."""
    found: dict[str, list[int]] = {}
    for number, warning in numbered(brief):
        if (warning.where, warning.index) == (where, index):
            found.setdefault(sign(warning), []).append(number)
    return found


def numbered(item: Brief | Translation) -> Iterator[tuple[int, Warning]]:
    return enumerate(item.warnings, start=1)


def place(item: Brief | Translation, warning: Warning) -> str:
    """Such as "summary 3", "sentence 7", "headline" or, for a whole, "article"."""
    translated = warning.where == "translation"
    if warning.index != HEADLINE:
        return f"{'sentence' if translated else warning.where} {warning.index}"
    translation = item.translation if isinstance(item, Brief) else item
    return "headline" if translated and translation.headline else warning.where


def finding(item: Brief | Translation, warning: Warning) -> str:
    """In a line: where, what, and both spans."""
    spans = " / ".join(span for span in (german_span(warning), english_span(warning)) if span)
    return f"{place(item, warning)}: {warning.message}{f' ({spans})' if spans else ''}"


def german_span(warning: Warning) -> str:
    return f"„{warning.german}“" if warning.german else ""


def english_span(warning: Warning) -> str:
    return f"“{warning.english}”" if warning.english else ""


def rows(brief: Brief) -> list[SentenceTranslation]:
    """All sentences; before them the headline, where something is to be said or cited about it."""
    title = brief.translation.headline
    noted = title and (title.status == "kept" or numbers(brief, "translation", HEADLINE))
    shown = title if noted or HEADLINE in brief.summary.cited else None
    return [*([shown] if shown else []), *brief.translation.sentences]


def german_note(summary: Summary) -> str:
    if summary.german_side == "source":
        return "German: the sentences of the article that the English summary cites."
    made = f"made by machine from the English summary, by {summary.german_model or 'an unnamed model'}"
    return f"German: {made}; a sentence that the summary takes over is the article's own."


def account(brief: Brief) -> str:
    """What became of the input: how much is translated and cited, what is not in the text."""
    parts = ", ".join(f"„{part.text}“ ({part.kind})" for part in brief.article.left_out)
    return f"{coverage(brief)}. Left out of the text: {parts or 'nothing'}."


def failure(failed: Failure) -> str:
    """Source and reason; most reasons begin with the source."""
    return failed.message if failed.message.startswith(failed.source) else f"{failed.source}: {failed.message}"


def signature(brief: Brief) -> str:
    """How the brief was made, in one line."""
    models = [("translator", brief.translation.translator), ("summarizer", brief.summary.summarizer)]
    if brief.summary.german_model:
        models.append(("German summary", brief.summary.german_model))
    settings = [f"settings: {brief.settings}"] if brief.settings else []
    made = [f"{role}: {model}" for role, model in models]
    return _joined([f"translate-sum {brief.version}", brief.created, *made, *settings, UNREVIEWED])


def translation_signature(translation: Translation) -> str:
    made_by = f"translator: {translation.translator}"
    return _joined([source(translation.article), f"translate-sum {__version__}", made_by, UNREVIEWED])


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(parts)
