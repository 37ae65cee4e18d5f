"""The digest of a folder: what it tells, that any text stays text in it, and that its links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from builders import article, brief, summary, translation
from folders import fill, run
from hypothesis import given, settings
from hypothesis import strategies as st
from nasty import NASTY, READERS, structure

from translate_sum import batch as batches
from translate_sum.batch import Order
from translate_sum.batch_report import Report
from translate_sum.digest.folder import DigestFolder, Since
from translate_sum.digest.make import Piece, Rest, make, plain, published_day
from translate_sum.digest.model import Digest, News, NotProcessed, Story
from translate_sum.digest.naming import named
from translate_sum.digest.stored import stored_brief
from translate_sum.digest.stories import Told, grouped, told
from translate_sum.document import Warning
from translate_sum.errors import UsageError
from translate_sum.folder import STATE
from translate_sum.journal import Journal
from translate_sum.render import digest_html, digest_markdown, render

ROOF = "The roof of the ice rink in Bad Reichenhall collapsed on Monday. Rescue teams search for 15 people in the snow."
SEARCH = "Rescue teams search the ice rink in Bad Reichenhall. The roof of the rink collapsed on Monday under the snow."
VOTE = "The parliament in Ottawa votes on the budget. Stephen Harper presented the programme of his government."
ECHO = ("--translator", "echo", "--summarizer", "echo")


def piece(text: str, title: str = "Titel", headline: str = "Title", day: str = "2. Januar 2006", **more: str) -> Piece:
    """A brief whose one point cites its first sentence."""
    sentences = [part for part in re.split(r"(?<=\.) ", text) if part]
    origin = article(text, title=title, published=day, source=more.get("source", "a.txt"))
    of = translation(*((f"Satz: {s}", s) for s in sentences), headline=headline, article=origin)
    made = brief(of, summary((sentences[0], (1,))))
    return Piece(origin.source, made, "../in/a.txt", "a.md")


def digest_of(*pieces: Piece, **rest: object) -> Digest:
    return make(pieces, replace(Rest("in", "signature"), **rest))  # type: ignore[arg-type]


# --- stories --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([], []),
        ([ROOF], [[0]]),
        ([ROOF, VOTE], [[0], [1]]),
        ([ROOF, SEARCH], [[0, 1]]),
        ([VOTE, ROOF, SEARCH], [[0], [1, 2]]),
        ([ROOF, ROOF, ROOF], [[0, 1, 2]]),
    ],
)
def test_articles_that_tell_the_same_are_one_story(texts: list[str], groups: list[list[int]]) -> None:
    assert sorted(grouped([told("", text) for text in texts])) == groups


def test_the_same_words_in_another_week_are_another_story() -> None:
    assert len(grouped([told("", ROOF, date(2006, 1, 2)), told("", SEARCH, date(2006, 1, 4))])) == 1
    assert len(grouped([told("", ROOF, date(2006, 1, 2)), told("", SEARCH, date(2006, 1, 20))])) == 2


BAGS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.5, 3), max_size=6), max_size=9)


@given(BAGS, st.randoms())
@settings(max_examples=150)
def test_each_article_is_in_one_story_whatever_the_order(bags: list[dict[str, float]], draw: object) -> None:
    articles = [Told(bag | {f"own{n}": 0.1 * n + 0.1}) for n, bag in enumerate(bags)]
    order = list(range(len(articles)))
    draw.shuffle(order)  # type: ignore[attr-defined]
    there = grouped(articles)
    again = grouped([articles[place] for place in order])
    assert sorted(place for group in there for place in group) == sorted(order)
    assert {frozenset(order[place] for place in group) for group in again} == {frozenset(g) for g in there}


# --- what it tells --------------------------------------------------------------------------------------------------


def test_stories_of_many_articles_come_first_then_the_latest() -> None:
    vote = piece(VOTE, headline="Vote", day="9. Januar 2006")
    digest = digest_of(piece(VOTE[10:40], headline="Old", day="1.12.2005"), vote, piece(ROOF), piece(SEARCH))
    assert [[item.number for item in story.items] for story in digest.stories] == [[1, 2], [3], [4]]
    assert [story.lead.headline for story in digest.stories][1:] == ["Vote", "Old"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Samstag, 3. Dezember 2004, 14:30 Uhr", date(2004, 12, 3)),
        ("2005-08-20T10:11", date(2005, 8, 20)),
        ("03.12.2004", date(2004, 12, 3)),
        ("31.02.2004", None),
        ("Dezember 2004", None),
        (None, None),
    ],
)
def test_the_day_is_the_one_that_the_article_names(text: str | None, day: date | None) -> None:
    assert published_day(article(published=text)) == day


@pytest.mark.parametrize(
    ("title", "published", "day"),
    [
        ("Explosion im Werk (2006-06-02)", None, date(2006, 6, 2)),
        ("Explosion im Werk (2006-06-02)", "3. Juni 2006", date(2006, 6, 3)),
        ("Explosion im Werk (2006-13-02)", None, None),
        ("Explosion (2006-06-02) im Werk", None, None),
        ("Explosion vom 2. Juni 2006", None, None),
    ],
)
def test_a_day_in_brackets_ends_a_title_where_no_date_is_given(
    title: str, published: str | None, day: date | None
) -> None:
    assert published_day(article(title=title, published=published)) == day


def test_doubted_points_are_left_out_unless_nothing_else_is_there() -> None:
    points = summary(*((f"Point {n}.", (1,)) for n in range(1, 6)))
    doubts = tuple(Warning("number", "summary", n, "a number was altered", "12", "21") for n in (1, 2))
    shown = digest_of(Piece("a.txt", brief(told=replace(points, warnings=doubts)), "a.txt")).items[0]
    assert [point.text for point in shown.points] == ["Point 3.", "Point 4.", "Point 5."]
    every = tuple(replace(doubts[0], index=n) for n in range(1, 6))
    doubtful = digest_of(Piece("a.txt", brief(told=replace(points, warnings=every)), "a.txt")).items[0]
    assert [point.text for point in doubtful.points] == ["Point 1.", "Point 2."]
    assert "a number was altered („12“ / “21”)" in doubtful.points[0].doubts
    assert doubtful.checks == (("number", 5),)


def test_how_a_summary_was_made_is_no_doubt() -> None:
    points = summary(*((f"Point {n}.", (1,)) for n in range(1, 5)))
    notes = (Warning("extractive", "summary", 1, "taken over"), Warning("dropped", "summary", 0, "left out"))
    shown = digest_of(Piece("a.txt", brief(told=replace(points, warnings=notes)), "a.txt"))
    assert [point.text for point in shown.items[0].points] == ["Point 1.", "Point 2.", "Point 3."]
    assert (shown.doubtful, shown.items[0].checks, shown.items[0].points[0].doubts) == (0, (), ())
    assert "⚠" not in digest_markdown.document(shown)


def test_a_point_that_says_the_same_again_is_left_out() -> None:
    again = "Rain caused floods in the eastern region of Dire Dawa, which surprised many."
    said = ("Heavy rain caused floods in the region of Dire Dawa.", again, "The government asks for help.")
    shown = digest_of(Piece("a.txt", brief(told=summary(*((text, (1,)) for text in said))), "a.txt")).items[0]
    assert [point.text for point in shown.points] == [said[0], said[2]]


MERKEL = ("Kanzlerin Angela Merkel reist nach Frankreich.", "Chancellor Angela Merkel goes to France.")
NAMES = [
    (*MERKEL, "people", "Angela Merkel"),
    (*MERKEL, "places", "France"),
    ("Die NATO tagt in Brüssel.", "NATO meets in Brussels.", "organisations", "NATO"),
    ("Ein Feuer brach in Wurzen aus.", "A fire broke out in Wurzen.", "places", "Wurzen"),
    ("Ein Feuer brach in Nürnberg aus.", "A fire broke out in Nürnberg.", "places", "Nuremberg"),
    ("Ein Feuer brach in Somaliland aus.", "A fire broke out in Somaliland.", "places", "Somaliland"),
    ("Ein Feuer brach in Berlin-Neukölln aus.", "A fire broke out in Berlin-Neukölln.", "places", "Berlin-Neukölln"),
    ("Der Wald in Bayern brennt.", "The forest in Bavaria is on fire.", "places", "Bavaria"),
    ("Er kam nach Den Haag.", "He came to The Hague.", "places", "The Hague"),
    (
        "Der Vizepräsident des OK, Wolfgang Niersbach, war froh.",
        "The OK's vice president, Wolfgang Niersbach, was glad.",
        "people",
        "Wolfgang Niersbach",
    ),
    (
        "Er trifft Sun Laiyan, den Chef der Behörde.",
        "He meets Sun Laiyan, the head of the agency.",
        "people",
        "Sun Laiyan",
    ),
    (
        "UN-Generalsekretär Kofi Annan war froh.",
        "UN Secretary-General Kofi Annan was glad.",
        "people",
        "Kofi Annan",
    ),
    (
        "Der Alaska-Airlines-Flug ist sicher.",
        "The Alaska Airlines flight is safe.",
        "organisations",
        "Alaska Airlines",
    ),
]
NO_NAMES = [
    ("Der französische Wein ist gut.", "The French wine is good.", "France"),
    ("Er verlor viel.", "He lost to France.", "France"),  # not in the source
    ("Die Cargolifter AG ist pleite.", "Cargolifter AG is bankrupt.", "Cargolifter AG"),
    ("Das Landgericht tagt.", "The District Court meets.", "District Court"),
    ("Ein Feuer brach in Nürnberg aus.", "A fire broke out in Nürnberg.", "Nürnberg"),
    ("Die Züge in New Jersey fahren.", "The trains in New Jersey run.", "Jersey"),
    ("Frauen in Saudi-Arabien fahren.", "Women in Saudi Arabia drive.", "Arabia"),
    ("Der Kongress ehrt ihn.", "Congress honours him.", "Congress"),
    ("Das griechische Außenministerium hilft.", "The Greek State Department helps.", "State Department"),
    (
        "Das Verfassungsgericht in Bangkok urteilt.",
        "The Constitutional Court in Bangkok rules.",
        "Federal Constitutional Court",
    ),
    ("Das Fürther Tierheim ist voll. Im Tierheim bellt es.", "The Fürther Tierheim is full.", "Fürther Tierheim"),
    ("Die römischen Straßen.", "The Roman roads.", "Roman"),
    ("Die sudanesiche Armee kommt.", "The Sudanesiche Army comes.", "Sudanesiche Army"),
    ("Er kam zum Flughafen Rotterdam.", "He came to Rotterdam Airport Airport.", "Rotterdam Airport Airport"),
]


@pytest.mark.parametrize(("german", "english", "kind", "name"), NAMES)
def test_names_are_found(german: str, english: str, kind: str, name: str) -> None:
    assert name in named(translation((german, english)))[kind]  # type: ignore[index]


@pytest.mark.parametrize(("german", "english", "name"), NO_NAMES)
def test_what_is_no_name_is_not(german: str, english: str, name: str) -> None:
    assert all(name not in names for names in named(translation((german, english))).values())


def test_a_brief_comes_back_from_its_json(tmp_path: Path) -> None:
    made = brief(told=replace(summary(), warnings=(Warning("name", "summary", 1, "a name is missing", "Rat", ""),)))
    (tmp_path / "a.json").write_text(render("brief", "json", [made]), encoding="utf-8")
    assert stored_brief(tmp_path / "a.json") == made
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="is no brief"):
        stored_brief(tmp_path / "b.json")


# --- the documents --------------------------------------------------------------------------------------------------

VOID = frozenset("meta br link img hr input".split())


class Page(HTMLParser):
    """Checks nesting while it reads; keeps tags with attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name))]


def of_nasty(text: str) -> Digest:
    """That text in every place that an article or a file name reaches."""
    warning = Warning("number", "summary", 1, text, text, text)
    of = translation((text, text), (text, text), headline=text, article=article(text, title=text, byline=text))
    made = brief(
        of, replace(summary((text, (1, 2))), warnings=(warning, replace(warning, where="translation", index=0)))
    )
    item = Piece(text, made, "a.txt", "a.md", news="new")
    failed = (NotProcessed(plain(text), plain(text)),)
    return make([item], Rest(text, text, failed, (plain(text),), News(known=True)))


def body(markdown: str) -> str:
    return markdown.split("\n---\n", 1)[1]


SHOWN = NASTY.filter(lambda text: plain(text) != "")


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(text=SHOWN | st.sampled_from(["<script>alert(1)</script>", "a & b | `c`", "\u202eabc", "\u200f\u05e9\u05dc"]))
@settings(max_examples=100, deadline=None)
def test_no_text_changes_the_structure_of_the_markdown(reader: object, text: str) -> None:
    parse = reader.parse  # type: ignore[attr-defined]
    nasty, harmless = (body(digest_markdown.document(of_nasty(t))) for t in (text, "Wort"))
    assert structure(parse(nasty)) == structure(parse(harmless))


@given(text=SHOWN | st.sampled_from(["<script>alert(1)</script>", "a & b | `c`", "\u202eabc", "\u200f\u05e9\u05dc"]))
@settings(max_examples=100, deadline=None)
def test_no_text_changes_the_structure_of_the_html(text: str) -> None:
    nasty, harmless = (Page(digest_html.document(of_nasty(t))) for t in (text, "Wort"))
    assert [tag for tag, _ in nasty.tags] == [tag for tag, _ in harmless.tags]
    assert plain(text) in nasty.text
    assert "\u202e" not in "".join(nasty.text)


def test_the_page_stands_alone_and_its_links_lead_somewhere() -> None:
    failed = (NotProcessed("kurz.txt", "is empty"),)
    html = digest_html.document(digest_of(piece(ROOF), piece(SEARCH), piece(VOTE), failures=failed, left=("c.txt",)))
    page = Page(html)
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {to[1:] for to in page.all("href") if to.startswith("#")} <= set(ids)
    assert not page.all("src")
    assert page.all("class").count("elsewhere") == 3  # links to briefs, which paper does without
    assert not re.search(r"https?:|@import|url\(|<script", html)
    assert page.tags[0][1]["lang"] == "en"
    assert "de" in page.all("lang")
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_the_markdown_stands_alone_too() -> None:
    markdown = body(digest_markdown.document(digest_of(piece(ROOF), piece(SEARCH), piece(VOTE))))
    ids = re.findall(r'<a id="([^"]+)"></a>', markdown)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"\]\(#([^)]+)\)", markdown)) <= set(ids)
    assert "[[1]](#a1s1)" in markdown
    assert '> <a id="a1s1"></a>[1] Satz: ' in markdown


def test_a_citation_of_what_is_not_there_leads_nowhere() -> None:
    item = replace(digest_of(piece(ROOF)).items[0], cited=())
    digest = replace(digest_of(), stories=(Story(1, (item,)),))
    assert " [1]\n" in body(digest_markdown.document(digest))
    assert ">[1]<" not in digest_html.document(digest)


def test_an_empty_digest_is_one_too() -> None:
    digest = digest_of()
    assert "0 articles" in digest_markdown.document(digest)
    Page(digest_html.document(digest))


# --- a folder -------------------------------------------------------------------------------------------------------


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(fill(tmp_path / "in", 8), tmp_path / "out", recursive=True)


def write(order: Order, since: str | None = None, signature: str = "signature") -> str:
    """A batch and its digest, as the command makes them; the Markdown."""
    run(order)
    return told_of(order, since, signature)


def told_of(order: Order, since: str | None = None, signature: str = "signature") -> str:
    """The digest alone."""
    inputs = batches.inputs_of(order)
    out = batches.out_folder(order, inputs)
    with out.held(), Journal(out.state / "journal.jsonl") as journal:
        DigestFolder(Report(inputs, [], journal), out, Since.parse(since)).write("in", signature)
    return (order.output / "digest.md").read_text("utf-8")


def test_links_lead_from_the_output_folder_to_files_and_sentences(order: Order) -> None:
    markdown = body(write(order))
    links = re.findall(r"\]\(([^)]+)\)", markdown)
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        target = order.output / (unquote(path) or "digest.md")
        assert target.is_file()
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8")
    assert "- kurz.txt: " in markdown
    page = Page((order.output / "digest.html").read_text("utf-8"))
    files = [to for to in page.all("href") if not to.startswith("#")]
    assert files
    assert all((order.output / unquote(to)).is_file() for to in files)


def test_a_second_digest_says_what_is_new_and_a_third_nothing(order: Order) -> None:
    assert "Since the last run" not in write(order)
    (order.folder / "neu.txt").write_text((order.folder / "a01.txt").read_text("utf-8"), encoding="utf-8")
    (order.folder / "a02.txt").write_text((order.folder / "a03.txt").read_text("utf-8"), encoding="utf-8")
    assert "Since the last run: 1 new and 1 changed." in write(order)
    third = write(order)
    assert "Since the last run: nothing new." in third
    assert write(order) == third


def test_what_a_run_over_a_few_passes_by_is_not_new_afterwards(order: Order) -> None:
    whole = write(order)
    write(replace(order, limit=2))
    assert "Since the last run: nothing new." in write(order)
    (order.folder / "a01.txt").rename(order.folder / "a01.away")
    write(order)
    (order.folder / "a01.away").rename(order.folder / "a01.txt")
    assert body(write(order)).count("\n### ") == body(whole).count("\n### ")
    assert "Since the last run: nothing new." in write(order), "an article that comes back as it was is known"


def files(order: Order) -> list[bytes]:
    return [(order.output / name).read_bytes() for name in ("digest.md", "digest.html")]


@pytest.mark.parametrize("since", [None, "last", "2006-05-04"])
def test_what_a_run_with_nothing_new_takes_over_is_what_it_would_make(order: Order, since: str | None) -> None:
    write(order, since)
    write(order, since)
    taken_over = files(order)
    shutil.rmtree(order.output / STATE / "unchanged", ignore_errors=True)
    write(order, since)
    assert files(order) == taken_over


def test_a_run_with_nothing_new_reads_no_brief(order: Order) -> None:
    first = write(order)
    for stored in (order.output / STATE / "briefs").rglob("*.json"):
        stored.unlink()
    second = told_of(order)
    assert "articles: 7\n" in second
    assert "Since the last run: nothing new." in second
    assert second != first


@pytest.mark.parametrize(
    "spoilt", ["digest.md", "digest.html", f"{STATE}/unchanged.json", f"{STATE}/unchanged/digest.md"]
)
def test_a_digest_that_was_spoilt_is_whole_again(order: Order, spoilt: str) -> None:
    write(order)
    write(order)
    whole = files(order)
    for damage in (b"", b"[]", b"{}", None):
        (order.output / spoilt).write_bytes(damage) if damage is not None else (order.output / spoilt).unlink()
        write(order)
        assert files(order) == whole


def test_what_a_digest_depends_on_makes_it_anew(order: Order) -> None:
    write(order)
    write(order)
    assert "another signature" in write(order, signature="another signature")
    assert "another signature" not in write(order)
    assert "](a01.txt)" in write(replace(order, formats=("text",)))
    (order.folder / "a02.txt").unlink()
    assert "articles: 6\n" in write(order)
    (order.folder / "a03.txt").write_text("Zu kurz.\n", encoding="utf-8")
    changed = write(order)
    assert "articles: 5\n" in changed
    assert "- a03.txt: " in changed


def test_since_covers_only_what_is_new(order: Order) -> None:
    write(order)
    (order.folder / "neu.txt").write_text((order.folder / "a01.txt").read_text("utf-8"), encoding="utf-8")
    assert "articles: 1\n" in write(order, "last")
    dated = (order.folder / "a01.txt").read_text("utf-8").replace("\n", "\n\nStand: 3. Mai 2006\n", 1)
    (order.folder / "a01.txt").write_text(dated, encoding="utf-8")
    assert "articles: 7\n" in write(order, "2006-05-04")  # those without a day are kept
    assert "articles: 8\n" in write(order, "2006-05-03")
    with pytest.raises(UsageError, match="is no day"):
        Since.parse("gestern")


def call(*args: object, home: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TRANSLATE_SUM_HOME": str(home), "SOURCE_DATE_EPOCH": "0", "XDG_CACHE_HOME": str(home)}
    root = str(Path(__file__).parents[1])
    command = [sys.executable, "-m", "translate_sum", *map(str, args), *ECHO, "-q"]
    env["PYTHONPATH"] = os.pathsep.join(part for part in (root, env.get("PYTHONPATH", "")) if part)
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, check=False, cwd=cwd)


def test_the_commands_make_it(order: Order, tmp_path: Path) -> None:
    flat = order.folder
    done = call("batch", flat, "-o", tmp_path / "one", "--digest", home=tmp_path / "home", cwd=tmp_path)
    also = call("brief", flat, "-o", tmp_path / "two", home=tmp_path / "home", cwd=tmp_path)
    assert (done.returncode, also.returncode) == (12, 12)  # one article is too short
    for name in ("digest.md", "digest.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    shown = call("brief", "in", home=tmp_path / "home", cwd=tmp_path)
    assert "](in/a01.txt)" in shown.stdout
    assert "brief](" not in shown.stdout
    page = call("brief", flat, "-o", tmp_path / "sub.html", home=tmp_path / "home", cwd=tmp_path)
    assert page.returncode == 12
    Page((tmp_path / "sub.html").read_text("utf-8"))
    wrong = call("brief", flat, "-f", "json", home=tmp_path / "home", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    both = call("brief", flat, flat / "a01.txt", home=tmp_path / "home", cwd=tmp_path)
    assert both.returncode == 2


def test_which_articles_of_a_folder_can_be_chosen(order: Order, tmp_path: Path) -> None:
    inner = order.folder / "inner"
    inner.mkdir()
    (order.folder / "a02.txt").rename(inner / "a02.text")
    some = call("brief", "in", "-r", "--pattern", "*2.text", home=tmp_path / "home", cwd=tmp_path)
    assert "articles: 1\n" in some.stdout
    assert "](in/inner/a02.text)" in some.stdout
    single = call("brief", "in/a01.txt", "--recursive", home=tmp_path / "home", cwd=tmp_path)
    assert (single.returncode, single.stdout) == (2, "")
    assert "--recursive" in single.stderr


def test_a_single_brief_links_from_where_it_is_written(order: Order, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    call("brief", "in/a01.txt", "-o", "there/a.md", home=tmp_path / "home", cwd=tmp_path)
    assert "[a01.txt](../in/a01.txt)" in (tmp_path / "there" / "a.md").read_text("utf-8")
    assert "[a01.txt](in/a01.txt)" in call("brief", "in/a01.txt", home=tmp_path / "home", cwd=tmp_path).stdout
