"""Planted errors change the meaning, in one place, in the same way for the same seed."""

from __future__ import annotations

import json
import lzma
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.faithfulness import detection, invented, report, sets
from benchmarks.faithfulness.baseline import compare
from benchmarks.faithfulness.edit import Edit, Pair, Planted, PlantKind, plant
from benchmarks.faithfulness.judge import alarms, judge, new_findings, touches
from benchmarks.faithfulness.names import names_in, vocabulary
from benchmarks.faithfulness.plant import PLANTERS, planted, same_name
from benchmarks.faithfulness.report import Share
from benchmarks.faithfulness.values import other_number
from translate_sum.facts.finding import Finding, Kind, Span, Status

ARTICLE = (
    "On Friday the Mayor of Dresden, Jana Krause, met Peter Lindner.",
    "In March 2019 the firm Novatex paid 1,250 workers in Leipzig about 3.5 million euros.",
    "The works council said that Krause will support the 12 buses, while Lindner was against it.",
    "It is not clear whether the plan is sound, said Krause; nobody asked Novatex.",
    "Critics of Krause accused the people around Lindner of having lost $40, or 7 percent.",
    "At 10:30 the two trains left Leipzig and drove 15 km, more at https://novatex.example.com/12/2019.",
    "They could not pay and had no money; Novatex has never paid.",
    "Krause praised the third proposal that Lindner had written for Novatex on 4 May 2018.",
    "The new line was opened by Krause.",
)
KNOWN = vocabulary(ARTICLE)


def pair(target: str, source: str = "5 Euro", article: tuple[str, ...] = ARTICLE) -> Pair:
    return Pair(source, target, "de", (*article, target), KNOWN)


def outcomes(kind: PlantKind, text: str) -> set[str]:
    found = (planted(kind, pair(text), 0, seed) for seed in range(60))
    return {p.text for p in found if p}


APPLIES: list[tuple[PlantKind, str, str]] = [
    ("number", "He has 5 dogs.", r"He has [1-46-9] dogs\."),
    ("number", "It has 3,000 seats.", r"It has [124-9],000 seats\."),
    ("number", "They won 1.5 points.", r"They won (?!1\.5)\d\.\d points\."),
    ("number", "It is the 21st time.", r"It is the (?!21)\d\d(st|nd|rd|th) time\."),
    ("number", "In 2019 he had 7 cats.", r"In 2019 he had [1-689] cats\."),
    ("number word", "The three men left.", r"The (two|four|five|six|seven|eight|nine|ten|eleven|twelve) men left\."),
    ("number word", "Hundreds of men came.", r"(Dozens|Thousands|Millions) of men came\."),
    ("number word", "It was the third try.", r"It was the (second|fourth|\w+th) try\."),
    ("digits swapped", "He is 45.", r"He is 54\."),
    ("digits swapped", "It cost 1,300.", r"It cost 3,100\.|It cost 1,030\."),
    ("unit", "It is 5 km long.", r"It is 5 (m|miles) long\."),
    ("unit", "A 20-year-old man.", r"A 20-(month|week)-old man\."),
    ("unit", "It rose by 3 percent.", r"It rose by 3 percentage points\."),
    ("unit", "It rose by 3%.", r"It rose by 3 percentage points\."),
    ("unit", "They ate 2 tonnes.", r"They ate 2 (kilograms|pounds)\."),
    ("unit", "Two million people.", r"Two (billion|thousand) people\."),
    ("unit", "It took three hours.", r"It took three (minutes|days)\."),
    ("currency", "It cost 5 euros.", r"It cost 5 (?!euros)\w+\."),
    ("currency", "It cost 2 million US dollars.", r"It cost 2 million US (?!dollars)\w+\."),
    ("currency", "It cost $5.", r"It cost [€£¥]5\."),
    ("currency", "It cost 5 €.", r"It cost 5 [$£¥]\."),
    ("currency", "It cost 5 EUR.", r"It cost 5 (USD|GBP|CHF|JPY)\."),
    ("date", "He came on Monday.", r"He came on (?!Monday)\w+day\."),
    ("date", "He came in May.", r"He came in (?!May)[A-Z]\w+\."),
    ("date", "He came in 2015.", r"He came in (?!2015)20[01]\d\.|He came in 202\d\."),
    ("date", "He came on 3rd March.", r"He came on (?!3rd March)\d(st|nd|rd|th) \w+\."),
    ("date", "He came at 10:30.", r"He came at (?!10)\d\d:30\."),
    ("name swapped", "We saw Krause there.", r"We saw (Peter Lindner|Lindner|Novatex|Leipzig|Dresden) there\."),
    ("name swapped", "We went to Leipzig.", r"We went to (Dresden|Krause|Jana Krause|Novatex|Lindner|Peter Lindner)\."),
    (
        "event invented",
        "The hall was opened.",
        r"The hall was (murdered|killed|arrested|wounded|raped|bombed|convicted)\.",
    ),
    ("negation added", "The man is here.", r"The man is not here\."),
    ("negation added", "The man can go.", r"The man cannot go\."),
    ("negation dropped", "He did not go.", r"He did go\."),
    ("negation dropped", "He isn't here.", r"He is here\."),
    ("negation dropped", "He cannot go.", r"He can go\."),
    ("negation dropped", "He won't go.", r"He will go\."),
    ("negation dropped", "He has no money.", r"He has some money\."),
    ("negation dropped", "Nobody came.", r"Everyone came\."),
    ("negation dropped", "He never came.", r"He always came\."),
    ("negation dropped", "He no longer works.", r"He still works\."),
    ("roles", "There Krause accused Lindner.", r"There Lindner accused Krause\."),
]


@pytest.mark.parametrize(("kind", "text", "expected"), APPLIES)
def test_a_planter_makes_errors_of_its_kind(kind: PlantKind, text: str, expected: str) -> None:
    made = outcomes(kind, text)
    assert made
    assert [m for m in made if not re.fullmatch(expected, m)] == []


def test_a_town_is_not_swapped_for_a_country() -> None:
    texts = ("The plan is from Hamburg, they say.", "The plan is from Ruritania, not from Austria.")
    clean = Pair("", texts[0], "de", texts, vocabulary(texts))
    made = {p.edits[0].new for seed in range(30) if (p := planted("name swapped", clean, 0, seed))}
    assert made == {"Ruritania"}


REFUSES: list[tuple[PlantKind, str]] = [
    ("number", "See https://a.example.com/5/7 there."),
    ("number", "The A380 and the G20."),
    ("number", "On 3 May 2019 at 10:30."),
    ("number word", "One of them and two-thirds."),
    ("digits swapped", "He is 55, she is 7."),
    ("digits swapped", "It has 10."),
    ("unit", "The second man has a foot in the door."),
    ("unit", "It rose by 3 percentage points.".replace("points", "signs")),
    ("currency", "He weighs 59 pounds."),
    ("currency", "The 5 euro zone countries."),
    ("date", "On Good Friday."),
    ("date", "The Sunday Times may march in august company."),
    ("date", "It won 19:24 against us, with 2000 people."),
    ("name swapped", "Nobody of that sort."),
    ("name invented", "On Monday the President spoke German."),
    ("name swapped", "All Krause Lindner Novatex Leipzig Dresden Jana Peter."),
    ("negation added", "Is the man here?"),
    ("negation added", "The man is not here."),
    ("negation added", "They asked whether the man is here."),
    ("negation dropped", "He is not only rich."),
    ("negation dropped", "There is no doubt."),
    ("negation dropped", "Why is he not here?"),
    ("negation dropped", "Neither he nor she was here."),
    ("roles", "There Krause and Lindner left."),
    ("roles", "There Krause met Lindner."),
    ("roles", "There Krause, Lindner left."),
    ("roles", "There Jana Krause blamed the Krause family."),
]


@pytest.mark.parametrize(("kind", "text"), REFUSES)
def test_a_planter_leaves_alone_what_it_could_not_change_for_sure(kind: PlantKind, text: str) -> None:
    assert outcomes(kind, text) == set()


EVERY = [(kind, i) for kind in PLANTERS for i in range(len(ARTICLE))]


@pytest.mark.parametrize(("kind", "index"), EVERY)
def test_only_the_planted_spans_differ_and_the_seed_decides(kind: PlantKind, index: int) -> None:
    clean = pair(ARTICLE[index])
    for seed in range(20):
        error = planted(kind, clean, index, seed)
        assert error == planted(kind, clean, index, seed)
        if error:
            assert error.text != clean.target
            assert restored(error) == clean.target
            assert "https://novatex.example.com/12/2019" in error.text or index != 5


def restored(error: Planted) -> str:
    text = error.text
    for (start, end), edit in reversed(list(zip(error.spans, error.edits, strict=True))):
        assert text[start:end] == edit.new
        text = text[:start] + edit.old + text[end:]
    return text


def test_every_kind_is_planted_somewhere_in_the_article() -> None:
    made = {kind for kind, i in EVERY for seed in range(5) if planted(kind, pair(ARTICLE[i]), i, seed)}
    assert made == set(PLANTERS)


@given(st.integers(1, 10**9), st.booleans(), st.integers(0, 2), st.integers())
def test_another_number_has_the_form_and_not_the_value(value: int, grouped: bool, decimals: int, seed: int) -> None:
    old = f"{value:,}" if grouped else str(value)
    old += f".{'27'[:decimals]}" if decimals else ""
    new = other_number(old, random.Random(seed))
    assert re.sub(r"\d", "0", new) == re.sub(r"\d", "0", old)
    assert float(new.replace(",", "")) != float(old.replace(",", ""))
    assert len(old) == 1 or not new.startswith("0")


SAME = [
    ("Merkel", "Angela Merkel", True),
    ("Germany", "German", True),
    ("Özil", "Mesut Ozil", True),
    ("UK", "Britain", True),
    ("IMF", "International Monetary Fund", True),
    ("Merkel", "Macron", False),
    ("Leipzig", "Dresden", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_a_name_is_never_swapped_for_itself(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_names_are_runs_of_capitals_that_the_set_knows() -> None:
    found = names_in(
        "Yesterday a car that belongs to Jana Krause's aunt was seen near Leipzig by the German Chancellor.", KNOWN
    )
    assert [(n.text, n.kind) for n in found] == [("Jana Krause", "person"), ("Leipzig", "place")]


def test_an_invented_name_has_no_word_of_the_article_or_the_source() -> None:
    clean = pair("We saw Krause there.", source=" ".join(invented.PLACES))
    for seed in range(40):
        error = planted("name invented", clean, 0, seed)
        assert error
        new = error.edits[0].new
        assert new in {p.split()[-1] for p in invented.PERSONS}
        assert not any(new in a for a in ARTICLE)


def test_the_list_of_invented_names_is_long_and_without_doubles() -> None:
    every = invented.PERSONS + invented.PLACES + invented.ORGANISATIONS
    assert len(every) >= 200
    assert len(set(every)) == len(every)


# what counts as found


def finding(kind: Kind, status: Status, target: str | None, at: int = 0, source: str | None = None) -> Finding:
    there = None if target is None else Span(target, at, at + len(target))
    german = None if source is None else Span(source, 0, len(source))
    return Finding(kind, status, german, there, "")


REPLACED = plant("number", "He has 5 dogs.", Edit(7, 8, "5", "6"))
ADDED = plant("negation added", "He is here.", Edit(5, 5, "", " not"))
DROPPED = plant("negation dropped", "He is not here.", Edit(5, 9, " not", ""))
TOUCHES = [
    (REPLACED, finding("number", "invented", "6", 7), True),
    (REPLACED, finding("number", "invented", "dogs", 9), False),
    (REPLACED, finding("number", "missing", None, source="5"), True),
    (ADDED, finding("negation", "invented", "not", 6), True),
    (ADDED, finding("negation", "missing", None, source="nicht"), False),
    (DROPPED, finding("negation", "changed", "is", 3, source="nicht"), True),
    (DROPPED, finding("negation", "changed", "here", 6, source="nicht"), True),
    (REPLACED, finding("number", "changed", "has", 3, source="5"), False),
    (DROPPED, finding("negation", "missing", None, source="nicht"), True),
    (DROPPED, finding("name", "invented", "He", 0), False),
]


@pytest.mark.parametrize(("error", "found", "expected"), TOUCHES)
def test_a_finding_touches_an_error_by_its_span(error: Planted, found: Finding, expected: bool) -> None:
    assert touches(found, error) is expected


def test_what_the_clean_text_was_blamed_for_is_not_new() -> None:
    old, again, other = (finding("number", "invented", t, at) for t, at in (("5", 3), ("5", 9), ("6", 3)))
    assert new_findings([old], [again]) == []
    assert new_findings([old], [again, old, other]) == [old, other]


def test_unsure_counts_as_found_but_not_as_sure() -> None:
    assert REPLACED
    clean = "He has 5 dogs."
    unsure, elsewhere = finding("unit", "unsure", "6", 7), finding("name", "invented", "He")
    verdict = judge(clean, REPLACED, 3, [], [elsewhere, unsure], source="")
    assert (verdict.found_as, verdict.found, verdict.sure, verdict.loose) == ("unit", True, False, True)
    missed = judge(clean, REPLACED, 3, [], [elsewhere], source="")
    assert (missed.found_as, missed.found, missed.loose) == ("not found", False, True)


def test_a_summary_may_leave_things_out() -> None:
    both = [finding("name", "missing", None, source="Krause"), finding("name", "ok", "Krause", source="Krause")]
    assert alarms(both, missing_counts=False) == []
    assert alarms(both, missing_counts=True) == both[:1]


def test_the_measure_counts_what_the_detector_does() -> None:
    pairs = [pair(t, source=t) for t in ("He has 5 dogs.", "She has 44 cats and is here.", "A man is here.")]
    result = detection.measure("own", pairs, compare, seed=1, best=5)
    found = {r.kind: (r.found.count, r.found.total) for r in report.recalls(result.verdicts)}
    assert found["number"] == (2, 2)
    assert found["negation added"] == (0, 2)
    assert found["roles"] == (0, 0)
    assert result.alarms == ()
    rows = report.confusion(result.verdicts)
    assert rows["number"] == {"number": 2} and rows["negation added"] == {"not found": 2}


def test_a_currency_that_the_source_does_not_name_is_left() -> None:
    text = "It is a billion dollar company."
    assert outcomes("currency", text)
    assert planted("currency", pair(text, source="Es ist eine milliardenschwere Firma."), 0, 1) is None


def test_rounds_plant_different_errors_of_a_kind() -> None:
    made = list(detection.errors(pair("He has 55 dogs and 66 cats."), 0, seed=1, rounds=6))
    numbers = [e.text for e in made if e.kind == "number"]
    assert 2 <= len(numbers) == len(set(numbers))
    assert len([e for e in detection.errors(pair("He has 55 dogs."), 0, seed=1, rounds=1) if e.kind == "number"]) == 1


def test_the_command_prints_tables_and_writes_every_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.tsv").write_text("Er hat 5 Hunde.\tHe has 5 dogs.\nAlt.\tHe is 60.\n", encoding="utf-8")
    row = {"article": "He has 7 cats. She left.", "summary": "He has 7 cats . She is old .", "type": "abstractive"}
    with lzma.open(tmp_path / "b.xz", "wt", encoding="utf-8") as out:
        out.write("\n".join(json.dumps(r) for r in (row, row | {"type": "extractive"})))
    command = "detection a.tsv b.xz --json out.json --detector benchmarks.faithfulness.baseline:compare --no-speed"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [*command.split(), "--show", "negation added", "--show", "alarms", "--details"])
    detection.main()
    printed = capsys.readouterr().out
    assert "| number | 1 | 1 | 100.0 (20.7-100.0) | 95 |" in printed
    assert "PLANTED She is not old ." in printed and "alarm #1" in printed
    first, second = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["sets"]
    assert (first["segments"], second["segments"]) == (2, 2)
    assert first["false_alarms"]["all"]["any"]["count"] == 1
    assert {v["kind"]: v["found_as"] for v in second["verdicts"]}["number"] == "number"


def test_false_alarms_are_shares_of_segments() -> None:
    clean = [[finding("number", "invented", "5"), finding("number", "unsure", "6")], [finding("name", "unsure", "X")]]
    rates = report.false_alarms(10, clean)
    assert [(rates[k][0].count, rates[k][1].count) for k in ("number", "name", "date", "all")] == [
        (1, 1),
        (1, 0),
        (0, 0),
        (2, 1),
    ]


# Wilson 1927; figures of Brown, Cai and DasGupta 2001 style intervals worked by hand to four places
WILSON = [((0, 10), 0.0, 0.2775), ((5, 10), 0.2366, 0.7634), ((95, 100), 0.8882, 0.9785), ((0, 0), 0.0, 1.0)]


@pytest.mark.parametrize(("counts", "low", "high"), WILSON)
def test_wilson_interval(counts: tuple[int, int], low: float, high: float) -> None:
    assert Share(*counts).interval == pytest.approx((low, high), abs=1e-4)


SENTENCES = [
    ("One is here . Two is there .", ["One is here .", "Two is there ."]),
    ("Mr. Smith went. He left.", ["Mr. Smith went.", "He left."]),
    ('"It is so." He left the U.S. Army.', ['"It is so."', "He left the U.S. Army."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sets.sentences(text) == expected


def test_evidence_is_the_sentences_with_the_rarest_words_in_common_in_their_order() -> None:
    article = Pair(" ".join(ARTICLE), "Krause praised the buses", "en", ARTICLE, KNOWN, ARTICLE)
    assert sets.evidence(article, article.target, 2) == f"{ARTICLE[2]} {ARTICLE[7]}"
    assert sets.evidence(article, article.target, 0) == article.source
