"""A digest as Markdown for GitHub and plain viewers. It stands alone: citations lead to the German quoted in it."""

from __future__ import annotations

from collections.abc import Sequence

from translate_sum.digest.model import Cited, Digest, Item, Named, Point, Story
from translate_sum.render import digest_phrases as phrases
from translate_sum.render import front_matter
from translate_sum.render.escape import block, cell, inline
from translate_sum.render.phrases import NOT_TRANSLATED

NOTHING = "–"


def document(digest: Digest) -> str:
    """The document, ending with one newline."""
    blocks = [front_matter.fenced(_fields(digest)), f"# {inline(phrases.title(digest))}", block(phrases.lead(digest))]
    if digest.stories:
        blocks += ["## Top lines", "\n".join(_top(story) for story in phrases.top(digest))]
        blocks += ["## Stories", phrases.CITATIONS, *(part for story in digest.stories for part in _story(story))]
        blocks += _index(digest)
        blocks += ["## All articles", _table(digest)]
    blocks += _listed("Not processed", [f"{block(f.source)}: {inline(f.reason)}" for f in digest.failures])
    blocks += _listed("Left to do", [block(name) for name in digest.left])
    blocks += [_small(f"{phrases.totals(digest)}."), _small(phrases.signature(digest))]
    return "\n\n".join(blocks) + "\n"


def _fields(digest: Digest) -> front_matter.Fields:
    days, known = digest.days, digest.news.known
    return {
        "title": phrases.title(digest),
        "folder": digest.folder,
        "language": "en",
        "source_language": "de",
        "from": days[0].isoformat() if days else None,
        "to": days[-1].isoformat() if days else None,
        "since": digest.news.since or None,
        "articles": len(digest.items),
        "stories": len(digest.stories),
        "new": len(digest.told(["new"])) if known else None,
        "changed": len(digest.told(["changed"])) if known else None,
        "with_warnings": digest.doubtful,
        "not_processed": len(digest.failures),
        "left": len(digest.left),
        "created": digest.created,
        "signature": digest.signature,
    }


def _top(story: Story) -> str:
    """Headline, and the first thing that the article says."""
    item = story.lead
    more = f" ({len(story.items)} articles)" if len(story.items) > 1 else ""
    first = f": {inline(item.points[0].text)}{_mark(item.points[0].doubts)}" if item.points else ""
    return f"- **[{inline(item.headline)}](#a{item.number})**{more}{first}{_news(item)}"


def _story(story: Story) -> list[str]:
    if len(story.items) == 1:
        return _article(story.lead, depth=3)
    title = f'### <a id="story{story.number}"></a>{inline(story.lead.headline)}'
    parts = [part for item in story.items for part in _article(item, depth=4)]
    return [title, f"**{phrases.story_note(story)}**", *parts]


def _article(item: Item, depth: int) -> list[str]:
    blocks = [f'{"#" * depth} <a id="a{item.number}"></a>{item.number}. {inline(item.headline)}{_mark(item.doubts)}']
    if item.title_de and not item.untranslated:
        blocks.append(f"*{inline(item.title_de)}*")
    blocks.append(_origin(item) + _news(item))
    if item.points:
        blocks.append("\n".join(_point(item, point) for point in item.points))
    if item.cited:
        blocks.append("\n>\n".join(_quoted(item, cited) for cited in item.cited))
    if verdict := phrases.checks(item):
        blocks.append(f"⚠ {inline(verdict)}")
    return blocks


def _origin(item: Item) -> str:
    links = [_link(item.source, item.article), *([_link("brief", item.brief)] if item.brief else [])]
    untranslated = ["headline not translated"] if item.untranslated else []
    first, *rest = [*phrases.origin(item), *untranslated, ""]
    known = [block(first), *map(inline, rest)]
    return " · ".join([part for part in known if part] + links)


def _point(item: Item, point: Point) -> str:
    cited = " ".join(_citation(item, source) for source in point.sources)
    return f"- {block(point.text)} {cited}{_mark(point.doubts)}"


def _citation(item: Item, source: int) -> str:
    there = any(cited.index == source for cited in item.cited)
    return f"[[{source}]](#{_anchor(item, source)})" if there else f"[{source}]"


def _quoted(item: Item, cited: Cited) -> str:
    untranslated = "" if cited.english else f" {NOT_TRANSLATED}"
    return f'> <a id="{_anchor(item, cited.index)}"></a>[{cited.index}] {inline(cited.german)}{untranslated}'


def _anchor(item: Item, sentence: int) -> str:
    return f"a{item.number}s{sentence}"


def _mark(doubts: Sequence[str]) -> str:
    return f" ⚠ *{inline('; '.join(doubts))}*" if doubts else ""


def _news(item: Item) -> str:
    return f" · **{item.news}**" if item.news else ""


def _index(digest: Digest) -> list[str]:
    lists = [(kind, names) for kind, names in digest.names if names]
    if not lists:
        return []
    blocks = ["## Index"]
    for kind, names in lists:
        blocks += [f"### {phrases.KIND_TITLES[kind]}", " · ".join(_named(name) for name in names)]
    return blocks


def _named(named: Named) -> str:
    return f"{inline(named.name)} {', '.join(f'[{number}](#a{number})' for number in named.articles)}"


def _table(digest: Digest) -> str:
    new = digest.news.known
    head = "| # | date | headline | Überschrift | article | checks |" + (" new |" if new else "")
    rule = "|--:|---|---|---|---|---|" + ("---|" if new else "")
    return "\n".join([head, rule, *(_row(item, new) for item in digest.items)])


def _row(item: Item, new: bool) -> str:
    verdict = phrases.checks(item)
    cells = [
        f"[{item.number}](#a{item.number})",
        cell(phrases.short_day(item)),
        NOTHING if item.untranslated else cell(item.headline),
        cell(item.title_de) or NOTHING,
        _link(item.source, item.article).replace("|", "\\|"),
        f"⚠ {cell(verdict)}" if verdict else NOTHING,
        *([item.news or NOTHING] if new else []),
    ]
    return f"| {' | '.join(cells)} |"


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "\n".join(f"- {line}" for line in lines)] if lines else []


def _link(label: str, to: str) -> str:
    return f"[{inline(label)}]({to})"


def _small(text: str) -> str:
    return f"<sub>{inline(text)}</sub>"
