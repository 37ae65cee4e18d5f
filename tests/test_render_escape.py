"""Whatever an article says, it shows as it stands and changes nothing around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from nasty import NASTY, OPENERS, READERS, structure, text_of

from translate_sum.render.escape import block, cell, inline, link, one_line

PLAIN = [
    "COVID-19 kostete 1.234,5 Mio. Euro – „so viel wie nie“, sagte er (53).",
    "Leser_innen von A & B wissen: 3 < 5 > 2, 100 % und 5 $.",
    "Mehr unter https://example.org/a_b?x=1&y=2#top oder mail@example.org, @rat, #123",
    "Wer hat's gesagt? „Wir!“; so/so – 1. FC Köln +49 30 = 7",
    "",
]
ESCAPED = [
    ("*innen und **fett**", r"\*innen und \*\*fett\*\*"),
    ("_so_ und snake_case", r"\_so\_ und snake_case"),
    ("`code` [sic] ![x](y) [^1]", r"\`code\` \[sic\] !\[x\](y) \[^1\]"),
    ("<b>&amp;&#33; & <", r"\<b>\&amp;\&#33; & <"),
    ("$5 bis $6", r"\$5 bis $6"),
    ("~2~ Titel ##", r"\~2\~ Titel \##"),
    ("C:\\Texte\\", r"C:\\Texte\\"),
    ("http://a.de/~x www.a.de/*", r"http\://a.de/\~x www\.a.de/\*"),
    ("zwei\nZeilen\u2028 hier\x1b[0m", "zwei Zeilen hier�\\[0m"),
    ("\ud800", "�"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_normal_text_stays_as_it_is(text: str) -> None:
    assert inline(text) == block(text) == text


@pytest.mark.parametrize(("text", "markdown"), ESCAPED)
def test_markup_is_escaped(text: str, markdown: str) -> None:
    assert inline(text) == markdown


def test_a_no_break_space_is_text() -> None:
    assert one_line("5\u00a0Mio.") == "5\u00a0Mio."


def test_a_path_becomes_a_link_that_survives_odd_names() -> None:
    assert link("a (1).txt", "neue texte/a (1)>.txt") == "[a (1).txt](neue%20texte/a%20%281%29%3E.txt)"
    assert link("[x]", "javascript:x") == r"[\[x\]](javascript%3Ax)"


# Every place a text can stand in, among the markup that the writers put around it.
CONTEXTS: dict[str, Callable[[str], str]] = {
    "paragraph": block,
    "heading": lambda text: f"# {inline(text)}\n\nb",
    "anchored heading": lambda text: f'## <a id="a1"></a>{inline(text)}',
    "emphasis": lambda text: f"*{inline(text)}*",
    "item": lambda text: f"- {block(text)}\n- b",
    "cited item": lambda text: f"- {block(text)} [[1]](#s1) ⚠ *1*",
    "quoted": lambda text: f'> <a id="a1s1"></a>[1] {inline(text)}\n>\n> <a id="a1s2"></a>[2] {inline(text)} ⚠ b',
    "cell": lambda text: f"| a | b |\n|--:|---|\n| {cell(text)} | b |\n| a | {cell(text)} ⚠ *1* |",
    "label": lambda text: f"a · {link(text, text)}",
    "small": lambda text: f"<sub>{inline(text)}</sub>",
}


@pytest.mark.parametrize("reader", READERS.values(), ids=list(READERS))
@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
@given(text=NASTY.filter(one_line))
@example("---")
@example("a\\|b\\")
@settings(max_examples=100, deadline=None)
def test_text_shows_as_it_stands_and_changes_nothing_around_it(
    context: Callable[[str], str], reader: MarkdownIt, text: str
) -> None:
    shown, harmless = reader.parse(context(text)), reader.parse(context("§"))
    assert structure(shown) == structure(harmless)
    assert text_of(shown) == text_of(harmless).replace("§", one_line(text))


@pytest.mark.parametrize("text", OPENERS)
def test_nothing_at_the_start_of_a_paragraph_opens_a_block(text: str) -> None:
    tokens = READERS["gfm"].parse(block(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert text_of(tokens) == text
