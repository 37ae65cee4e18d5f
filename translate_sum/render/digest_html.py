"""A digest as one HTML file that needs nothing else: no script, no font, no picture, nothing from the network.

Citations lead to the sentences in the same document, which stay folded away until then.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from translate_sum.digest.model import Cited, Digest, Item, Named, Point, Story
from translate_sum.render import digest_phrases as phrases

NOTHING = "–"
SECTIONS = {
    "top": "Top lines",
    "stories": "Stories",
    "index": "Index",
    "articles": "All articles",
    "failed": "Not processed",
    "left": "Left to do",
}


def document(digest: Digest) -> str:
    """The document, ending with one newline."""
    title = escape(phrases.title(digest))
    style = (files("translate_sum.render") / "digest.css").read_text(encoding="utf-8")
    parts = _parts(digest)
    inner = [f'<section id="{name}">\n<h2>{SECTIONS[name]}</h2>\n{part}\n</section>' for name, part in parts.items()]
    lines = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="generator" content="{escape(digest.signature)}">',
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>",
        '<a class="skip" href="#main">Skip to the content</a>',
        f'<header>\n<h1>{title}</h1>\n<p class="lead">{escape(phrases.lead(digest))}</p>',
        f"{_contents(list(parts))}</header>",
        '<main id="main">',
        *inner,
        "</main>",
        f"<footer>\n<p>{escape(phrases.totals(digest))}.</p>\n<p>{escape(phrases.signature(digest))}</p>\n</footer>",
        "</body>\n</html>\n",
    ]
    return "\n".join(lines)


def _parts(digest: Digest) -> dict[str, str]:
    """The sections that have something in them."""
    failures = [f"{_isolated(f.source)}: {escape(f.reason)}" for f in digest.failures]
    parts = {
        "top": _listed([_top(story) for story in phrases.top(digest)], "top"),
        "stories": "\n".join(_story(story) for story in digest.stories),
        "index": _index(digest),
        "articles": _table(digest) if digest.stories else "",
        "failed": _listed(failures),
        "left": _listed([_isolated(name) for name in digest.left]),
    }
    return {name: part for name, part in parts.items() if part}


def _contents(names: Sequence[str]) -> str:
    links = "\n".join(f'<li><a href="#{name}">{SECTIONS[name]}</a></li>' for name in names)
    return f'<nav aria-label="Contents">\n<ul>\n{links}\n</ul>\n</nav>\n'


def _top(story: Story) -> str:
    item = story.lead
    more = f" ({len(story.items)} articles)" if len(story.items) > 1 else ""
    first = f": {_isolated(item.points[0].text)}{_mark(item.points[0].doubts)}" if item.points else ""
    return f'<a href="#a{item.number}"><strong>{_headline(item)}</strong></a>{more}{first}{_news(item)}'


def _story(story: Story) -> str:
    if len(story.items) == 1:
        return _article(story.lead, depth=3)
    head = f'<h3 id="story{story.number}">{_headline(story.lead)}</h3>'
    note = f'<p class="note">{escape(phrases.story_note(story))}</p>'
    articles = "\n".join(_article(item, depth=4) for item in story.items)
    return f'<section class="story" aria-labelledby="story{story.number}">\n{head}\n{note}\n{articles}\n</section>'


def _article(item: Item, depth: int) -> str:
    anchor = f"a{item.number}"
    number = f'<span class="number">{item.number}</span>'
    lines = [f"<h{depth}>{number} {_headline(item)}{_mark(item.doubts)}</h{depth}>"]
    if item.title_de and not item.untranslated:
        lines.append(f'<p class="german" lang="de" dir="auto">{escape(item.title_de)}</p>')
    lines.append(f'<p class="origin">{_origin(item)}{_news(item)}</p>')
    if item.points:
        lines.append(_listed([_point(item, point) for point in item.points]))
    if verdict := phrases.checks(item):
        lines.append(f'<p class="checks">⚠ {escape(verdict)}</p>')
    if item.cited:
        lines.append(_evidence(item))
    return f'<article id="{anchor}">\n' + "\n".join(lines) + "\n</article>"


def _headline(item: Item) -> str:
    if item.untranslated:
        return f'<span lang="de" dir="auto">{escape(item.headline)}</span> <em>(not translated)</em>'
    return _isolated(item.headline)


def _origin(item: Item) -> str:
    known = [f'<span lang="de">{escape(part)}</span>' for part in item.origin]
    dated = phrases.origin(item)[: 1 if item.day or item.published else 0]
    brief = f'<span class="elsewhere"> · {_link("brief", item.brief)}</span>' if item.brief else ""
    return " · ".join([*map(escape, dated), *known, _link(item.source, item.article)]) + brief


def _point(item: Item, point: Point) -> str:
    there = {cited.index for cited in item.cited}
    cited = " ".join(
        f'<a class="cite" href="#a{item.number}s{s}" aria-label="German sentence {s}">[{s}]</a>'
        if s in there
        else f"[{s}]"
        for s in point.sources
    )
    return f"{_isolated(point.text)} {cited}{_mark(point.doubts)}"


def _evidence(item: Item) -> str:
    rows = "\n".join(_sentence(item, cited) for cited in item.cited)
    head = '<tr><th scope="col">#</th><th scope="col" lang="de">Deutsch</th><th scope="col">English</th></tr>'
    caption = f"<caption>Sentences of article {item.number} that are cited above</caption>"
    return (
        f"<details>\n<summary>German sentences cited ({len(item.cited)})</summary>\n"
        f"<table>\n{caption}\n<thead>\n{head}\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</details>"
    )


def _sentence(item: Item, cited: Cited) -> str:
    english = f'<td dir="auto">{escape(cited.english)}</td>' if cited.english else "<td>⚠ not translated</td>"
    german = f'<td lang="de" dir="auto">{escape(cited.german)}</td>'
    return f'<tr id="a{item.number}s{cited.index}"><th scope="row">{cited.index}</th>{german}{english}</tr>'


def _index(digest: Digest) -> str:
    parts = []
    for kind, names in digest.names:
        if names:
            entries = "\n".join(f"<li>{_named(named)}</li>" for named in names)
            title = f"{phrases.KIND_TITLES[kind]} ({len(names)})"
            parts.append(f'<h3 id="{kind}">{title}</h3>\n<ul class="names">\n{entries}\n</ul>')
    return "\n".join(parts)


def _named(named: Named) -> str:
    links = ", ".join(f'<a href="#a{number}">{number}</a>' for number in named.articles)
    return f"{_isolated(named.name)} {links}"


def _table(digest: Digest) -> str:
    new = digest.news.known
    titles = [
        "#",
        "Date",
        "Headline",
        '<span lang="de">Überschrift</span>',
        "Article",
        "Checks",
        *(["New"] if new else []),
    ]
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    rows = "\n".join(_row(item, new) for item in digest.items)
    return (
        '<div class="wide" role="region" aria-label="All articles" tabindex="0">\n<table class="all">\n'
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _row(item: Item, new: bool) -> str:
    verdict = phrases.checks(item)
    cells = [
        f'<th scope="row"><a href="#a{item.number}">{item.number}</a></th>',
        f'<td class="day">{escape(phrases.short_day(item))}</td>',
        f'<td dir="auto">{NOTHING if item.untranslated else escape(item.headline)}</td>',
        f'<td lang="de" dir="auto">{escape(item.title_de) or NOTHING}</td>',
        f"<td>{_link(item.source, item.article)}</td>",
        f"<td>{f'⚠ {escape(verdict)}' if verdict else NOTHING}</td>",
        *([f"<td>{item.news or NOTHING}</td>"] if new else []),
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _mark(doubts: Sequence[str]) -> str:
    return f' <span class="doubt">⚠ {escape("; ".join(doubts))}</span>' if doubts else ""


def _news(item: Item) -> str:
    return f' <span class="news">{item.news}</span>' if item.news else ""


def _listed(lines: Sequence[str], kind: str = "") -> str:
    if not lines:
        return ""
    inner = "\n".join(f"<li>{line}</li>" for line in lines)
    named = f' class="{kind}"' if kind else ""
    return f"<ul{named}>\n{inner}\n</ul>"


def _link(label: str, to: str) -> str:
    return f'<a href="{escape(to)}">{_isolated(label)}</a>'


def _isolated(text: str) -> str:
    """Text whose direction is its own affair."""
    return f"<bdi>{escape(text)}</bdi>"
