"""Texts that Markdown would love to misread, and what a Markdown reader makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

OPENERS = [
    "# a",
    "######",
    "###### a",
    "- a",
    "-",
    "---",
    "- - -",
    "+ a",
    "> a",
    ">a",
    "1. FC Köln",
    "12) a",
    "7.",
    "***",
    "___",
    "| a |",
]

READERS = {
    "commonmark": MarkdownIt("commonmark").enable("table"),
    "gfm": MarkdownIt("gfm-like", {"linkify": False}),
}
# Mostly what Markdown cares about, so that runs such as "- - -", "&#1;" and "](" come up.
NASTY = st.lists(
    st.sampled_from([*"\\`*_{}[]()#+-.!|<>~$&;:=@/^\"' \t\n1a", *OPENERS])
    | st.sampled_from(
        ["<sub>", "</td>", "<!--", "-->", "<a id='s1'>", "https://a.de", "www.a.de", "&lt;", "[x]: y", "\ud800"]
    )
    | st.characters(),
    max_size=12,
).map("".join)


def structure(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Blocks and spans in order, without the text in them; raw HTML counts with its wording."""
    flat = [leaf for token in tokens for leaf in (token, *(token.children or ()))]
    return [(leaf.type, leaf.content if "html" in leaf.type else "") for leaf in flat if leaf.type != "text"]


def text_of(tokens: Sequence[Token]) -> str:
    return "".join(leaf.content for token in tokens for leaf in token.children or () if leaf.type == "text")
