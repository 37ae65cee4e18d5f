"""Rendering: golden files for two invented articles, and laws that hold for any."""

from __future__ import annotations

import json
import re
import types
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
import yaml
from builders import article, brief, pair, summary, translation
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from nasty import NASTY, READERS, structure

from translate_sum import document
from translate_sum.document import (
    Article,
    Brief,
    Failure,
    LeftOut,
    ModelInfo,
    Record,
    SentenceTranslation,
    Summary,
    SummarySentence,
    Translation,
    Warning,
)
from translate_sum.render import Format, Product, phrases, render
from translate_sum.render.escape import one_line
from translate_sum.render.json import SCHEMA_VERSION

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads((files("translate_sum") / "schema.json").read_text(encoding="utf-8"))
PRODUCTS: tuple[Product, ...] = get_args(Product)
FORMATS: tuple[Format, ...] = get_args(Format)
GERMAN_MODEL = ModelInfo("opus-mt-en-de", "9c1f4e2ab7d0", "beam 4")
FAILED = Failure("texte/leer.txt", "texte/leer.txt: no text in it; give a file with an article", 3)


def clean() -> Brief:
    """Metadata, two paragraphs, nothing to complain about."""
    sentences = (
        pair(
            1,
            "Der Kieler Hafen hat 2025 rund 7,9 Mio. Tonnen umgeschlagen.",
            "The port of Kiel handled around 7.9 million tonnes in 2025.",
        ),
        pair(2, "Das sind 1.234,5 Tonnen mehr als vor COVID-19.", "That is 1,234.5 tonnes more than before COVID-19."),
        pair(
            3,
            "„Wir wachsen wieder“, sagte Hafenchefin Ida Brandt.",
            "“We are growing again,” said port director Ida Brandt.",
            paragraph=1,
        ),
    )
    origin = Article(
        title="Kieler Hafen schlägt mehr Güter um",
        byline="Jana Petersen",
        agency="dpa/lno",
        dateline="KIEL",
        published="3. Februar 2026",
        paragraphs=(f"{sentences[0].source} {sentences[1].source}", sentences[2].source),
        source="texte/kiel.txt",
        sha256="5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        left_out=(LeftOut("byline", "Von Jana Petersen", 2), LeftOut("footer", "source site-20", 9)),
    )
    title = pair(0, origin.title or "", "Port of Kiel handles more goods")
    points = (
        ("The port of Kiel handled 7.9 million tonnes in 2025, more than before COVID-19.", (1, 2)),
        ("“We are growing again,” said Ida Brandt.", (3,)),
    )
    german = tuple(SummarySentence(s.source, (s.index,)) for s in sentences)
    made = replace(translation(article=origin), headline=title, sentences=sentences)
    return brief(made, summary(*points, german=german))


def marked() -> Brief:
    """Warnings everywhere, a sentence and a headline that stayed German, and text that is full of markup."""
    sentences = (
        pair(1, "1. FC `Nord` | Süd: 3 < 5 & <b>kein</b> Tor ---", "1. FC `Nord` | South: 3 < 6 & <b>no</b> goal ---"),
        pair(
            2,
            "Die *Fans* [sangen](http://a.de) \\o/ $5 $6.",
            "Die *Fans* [sangen](http://a.de) \\o/ $5 $6.",
            status="kept",
        ),
        pair(3, "# Ende\n---\n&copy; Foto_graf", "# End\n---\n&copy; photo_grapher", paragraph=1, status="retried"),
    )
    title = '"Nord" \\ Süd:\u2028--- <!-- {{ 😀 }}'
    origin = article(
        *(s.source for s in sentences),
        title=title,
        source="neue texte/1 (a).txt",
        left_out=(LeftOut("other", "</sub> | `Anzeige`", 4),),
    )
    told = summary(
        ("- North lost 3 to 5 | <i>late</i>.", (1,)),
        ("> The fans sang #", (2, 3)),
        german=(
            SummarySentence("- Nord verlor 3 zu 5 | <i>spät</i>.", (1,)),
            SummarySentence("Die Fans sangen\\", (2, 3)),
        ),
        german_side="translate",
        german_model=GERMAN_MODEL,
        warnings=(
            Warning("name", "summary", 2, "“fans | #1” is not in the article", "", "fans | #1"),
            Warning("length", "summary", 0, "shorter than asked for"),
        ),
    )
    warnings = (
        Warning("language", "article", 0, "may not be German"),
        Warning("untranslated", "translation", 0, "every try failed", title),
        Warning("number", "translation", 1, "number differs", "5 | `x`", "6"),
    )
    headline = pair(0, title, title, status="kept")
    made = replace(translation(article=origin), headline=headline, sentences=sentences, warnings=warnings)
    return brief(made, told, settings="")


def bare() -> Brief:
    """Standard input, no headline, every sentence left German, hence no summary."""
    made = translation(("Nur das.", "Nur das."), headline=None, article=article("Nur das.", title=None, source="-"))
    kept = replace(made, sentences=(replace(made.sentences[0], status="kept"),))
    return brief(kept, replace(summary(), sentences=(), german=()))


CASES = {"clean": [clean()], "marked": [marked()], "bare": [bare()], "several": [clean(), marked()]}
FAILURES = {"several": [FAILED]}
SUFFIXES: dict[Format, str] = {"text": "txt", "markdown": "md", "json": "json"}
# JSON is held by its schema; one golden file shows its form.
WRITTEN = [
    (case, product, form)
    for case in CASES
    for product in PRODUCTS
    for form in FORMATS
    if form != "json" or case == "clean"
]


def rendered(case: str, product: Product, form: Format) -> str:
    briefs = CASES[case]
    items = [item.translation for item in briefs] if product == "translation" else briefs
    return render(product, form, items, FAILURES.get(case, []))


@pytest.mark.parametrize(("case", "product", "form"), WRITTEN)
def test_golden(case: str, product: Product, form: Format) -> None:
    golden = GOLDEN / f"{case}-{product}.{SUFFIXES[form]}"
    assert rendered(case, product, form) == golden.read_text(encoding="utf-8")


def test_a_single_translation_is_its_text_and_nothing_else() -> None:
    made = translation(("Eins.", "One."), ("Zwei.", "Two."), headline="Numbers")
    assert render("translation", "text", [made]) == "Numbers\n\nOne. Two.\n"
    assert render("translation", "text", [translation(("Eins.", " "), headline="Numbers")]) == "Numbers\n"


def odd(text: str) -> Brief:
    """A brief that holds `text` wherever an article, a model or a setting can put it."""
    texts = [(text, text), (text, text)]
    warnings = [Warning(text, where, 1, text, text, text) for where in ("article", "translation", "summary")]
    origin = replace(
        article(text, title=text, byline=text, agency=text, dateline=text, published=text, source=f"{text}.txt"),
        left_out=(LeftOut("other", text, 1),),
    )
    model = ModelInfo(text, text, text)
    made = translation(*texts, headline=text, article=origin, translator=model, warnings=tuple(warnings[:2]))
    kept = replace(made.sentences[1], status="kept", paragraph=1)
    told = summary((text, (1, 2)), (text, (2,)), german_side="translate", german_model=model, summarizer=model)
    german = (replace(told.german[0], text=text), told.german[1])
    return brief(
        replace(made, sentences=(made.sentences[0], kept)),
        replace(told, german=german, warnings=(warnings[2],)),
        version=text,
        settings=text,
        created=text,
    )


def odd_document(product: Product, form: Format, text: str, copies: int) -> str:
    items = [odd(text)] * copies
    failures = [Failure(text, text, 3)] * (copies - 1)
    return render(product, form, [i.translation for i in items] if product == "translation" else items, failures)


def body(markdown: str) -> str:
    """The document below its front matter, which may itself hold `---` only inside quotes."""
    return re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)


@pytest.mark.parametrize("copies", [1, 2])
@pytest.mark.parametrize("product", PRODUCTS)
@given(text=NASTY.filter(one_line))
@settings(max_examples=40, deadline=None)
def test_no_text_changes_the_structure_of_a_document(product: Product, copies: int, text: str) -> None:
    def shape(value: str) -> list[tuple[str, str]]:
        return structure(READERS["gfm"].parse(body(odd_document(product, "markdown", value, copies))))

    assert shape(text) == shape("§")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("product", PRODUCTS)
@given(text=NASTY, copies=st.integers(1, 2))
@example("\x9b\x1b\r\0\ud800", 1)
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_written_and_ends_with_one_newline(
    product: Product, form: Format, text: str, copies: int
) -> None:
    document = odd_document(product, form, text, copies)
    assert document.encode("utf-8")
    assert document.endswith("\n")
    assert not document.endswith("\n\n")
    assert not set(document) & set("\0\x1b\x9b\r")


@given(text=NASTY | st.text(st.characters(), max_size=20))
@example("\ufeff\u2028\u2029\x85\x7f\0\ufffe\uffff")
@example("---")
@example("\ud800")
@settings(max_examples=200, deadline=None)
def test_front_matter_brings_any_string_back(text: str) -> None:
    front = yaml.safe_load(odd_document("brief", "markdown", text, 1).split("\n---\n")[0])
    assert front["title"] == front["title_de"] == front["byline"] == front["created"] == text
    assert front["source"] == f"{text}.txt"
    assert front["sentences"] == 2
    several = yaml.safe_load(odd_document("brief", "markdown", text, 2).split("\n---\n")[0])
    assert [source["agency"] for source in several["sources"]] == [text, text]
    assert (several["count"], several["failures"]) == (2, [{"source": text, "reason": text}])


def test_front_matter_leaves_out_what_is_not_known() -> None:
    front = yaml.safe_load(rendered("bare", "brief", "markdown").split("\n---\n")[0])
    assert list(front) == (
        ["source", "sha256", "language", "sentences", "coverage", "checks", "translator", "summarizer", "created"]
    )


@pytest.mark.parametrize(("product", "case"), [(p, c) for p in ("summary", "brief") for c in CASES])
def test_links_lead_somewhere(product: Product, case: str) -> None:
    markdown = rendered(case, product, "markdown")
    anchors = re.findall(r'<a id="([^"]+)">', markdown)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", markdown)) <= set(anchors)


def test_a_cited_headline_is_among_the_sentences() -> None:
    cited = brief(told=summary(("The council debates.", (0, 1))))
    assert '<a id="s0"></a>0 | Rat berät Haushalt | Council debates budget |' in render("brief", "markdown", [cited])


def test_everything_failed() -> None:
    for product in PRODUCTS:
        assert "leer.txt: no text in it" in render(product, "markdown", [], [FAILED])
        assert "leer.txt: no text in it" in render(product, "text", [], [FAILED])
        assert json.loads(render(product, "json", [], [FAILED]))["failures"] == [FAILED.to_dict()]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("product", PRODUCTS)
def test_json_is_as_the_schema_says(product: Product, case: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(rendered(case, product, "json")))


def test_the_schema_refuses_what_it_does_not_know() -> None:
    written = json.loads(rendered("clean", "brief", "json"))
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION == written["schema_version"]
    written["items"][0]["translation"]["article"]["extra"] = 1
    assert not Draft202012Validator(SCHEMA).is_valid(written)
    assert not Draft202012Validator(SCHEMA).is_valid(written | {"items": [], "product": "digest"})


def test_json_keeps_a_lone_surrogate_as_an_escape() -> None:
    written = odd_document("brief", "json", "\ud800", 1).encode("utf-8")
    assert json.loads(written)["items"][0]["version"] == "\ud800"


# What the JSON adds to a noun's own fields; SummaryAlone is no noun.
DERIVED = {"Translation": {"coverage", "paragraphs"}, "Summary": {"cited"}}
NOUNS = [
    Article,
    Brief,
    Failure,
    LeftOut,
    ModelInfo,
    SentenceTranslation,
    Summary,
    SummarySentence,
    Translation,
    Warning,
]
JSON_TYPES = {str: "string", int: "integer", float: "number"}


@pytest.mark.parametrize("noun", NOUNS)
def test_schema_and_noun_have_the_same_fields(noun: type[Record]) -> None:
    described = SCHEMA["$defs"][noun.__name__]
    names = {field.name for field in fields(noun)} | DERIVED.get(noun.__name__, set())
    assert set(described["properties"]) == set(described["required"]) == names
    assert described["additionalProperties"] is False


@pytest.mark.parametrize("noun", NOUNS)
def test_schema_and_noun_have_the_same_types(noun: type[Record]) -> None:
    described = SCHEMA["$defs"][noun.__name__]["properties"]
    for name, hint in get_type_hints(noun, vars(document)).items():
        assert accepts(described[name]) == kinds(hint), name


def test_the_schema_describes_no_noun_that_is_not_there() -> None:
    assert set(SCHEMA["$defs"]) == {noun.__name__ for noun in NOUNS} | {"SummaryAlone"}


def kinds(hint: Any) -> set[str]:
    """The JSON kinds of a type hint: names of types, of nouns, or the values of a Literal."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return set(inside)
    if origin in (Union, types.UnionType):
        return set().union(*map(kinds, inside))
    if origin is tuple:
        return {f"array of {kind}" for kind in kinds(inside[0])}
    return {"null" if hint is type(None) else JSON_TYPES.get(hint, hint.__name__)}


def accepts(schema: dict[str, Any]) -> set[str]:
    """The same of a schema."""
    if "oneOf" in schema:
        return set().union(*map(accepts, schema["oneOf"]))
    if "enum" in schema:
        return set(schema["enum"])
    if "$ref" in schema:
        return {schema["$ref"].removeprefix("#/$defs/")}
    if schema["type"] == "array":
        return {f"array of {kind}" for kind in accepts(schema["items"])}
    return {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "4"), ([1, 2, 3, 4, 9, 17], "1-4, 9, 17"), ([0, 1, 3, 4], "0-1, 3-4"), ([2, 4, 6], "2, 4, 6")],
)
def test_runs_of_cited_sentences_are_joined(numbers: list[int], text: str) -> None:
    assert phrases.ranges(numbers) == text


NOTE = Warning("dropped", "summary", 0, "left out of the summary: too short to say anything", "", "Yes.")
OWN = Warning("extractive", "summary", 1, "a sentence of the translation")
DOUBT = Warning("number", "summary", 1, "12 for 21")


@pytest.mark.parametrize(
    ("warnings", "verdict", "marks"),
    [
        ((), "no warnings", {}),
        ((NOTE,), "no warnings; 1 note: dropped", {}),
        ((NOTE, OWN, NOTE), "no warnings; 3 notes: dropped 2, extractive", {"ⓘ": [2]}),
        ((DOUBT, NOTE, OWN), "1 warning: number; 2 notes: dropped, extractive", {"⚠": [1], "ⓘ": [3]}),
    ],
)
def test_a_note_is_no_warning(warnings: tuple[Warning, ...], verdict: str, marks: dict[str, list[int]]) -> None:
    made = clean()
    translation, summary = replace(made.translation, warnings=()), replace(made.summary, warnings=warnings)
    made = replace(made, translation=translation, summary=summary)
    assert phrases.checks(made) == verdict
    assert phrases.numbers(made, "summary", 1) == marks
    written = render("brief", "markdown", [made])
    assert [line[:5] for line in written.splitlines() if line.startswith(("| ⚠", "| ⓘ"))] == [
        f"| {'ⓘ' if warning.note else '⚠'} {number}" for number, warning in enumerate(warnings, start=1)
    ]
