"""The table that models are compared by."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from training.evaluate import FAULTS, Outcome, count_faults, is_reverse, main, read_pairs, score, table
from translate_sum.contracts import Hypothesis

REFERENCES = [
    f"The {colour} house stood by the river for {n} long years." for n in range(30) for colour in ("old", "red")
]


def outcome(name: str, *written: str, **faults: int) -> Outcome:
    return Outcome(name, written, 1.0, dict.fromkeys(FAULTS, 0) | faults)


@pytest.mark.parametrize(
    ("german", "english", "expected"),
    [
        ("Der Rat tagt heute in Bonn.", "The council meets in Bonn today.", set()),
        ("Der Rat tagt heute in Bonn.", "", {"empty"}),
        ("Der Rat tagt heute in Bonn.", "The council council council council council", {"looping", "repetition"}),
        ("Der Rat tagt heute in Bonn.", "Der Rat tagt heute in Bonn.", {"untranslated", "copied"}),
        ("Es kamen 300 Gäste.", "There were 200 guests.", {"number"}),
        ("Angela Merkel", "Angela Merkel", set()),
    ],
)
def test_faults_are_counted_by_name_and_those_that_none_has_are_there(
    german: str, english: str, expected: set[str]
) -> None:
    counts = count_faults([german], [Hypothesis(english)], reverse=False)
    assert list(counts) == list(FAULTS)
    assert {name for name, count in counts.items() if count} == expected


@pytest.mark.parametrize(
    ("german", "expected"),
    [
        ("Der Rat tagt heute mit 300 Gästen.", set()),
        ("", {"empty"}),
        ("Rat Rat Rat Rat Rat Rat 300", {"looping"}),
        ("The council meets today with 300 guests.", {"copied"}),
        ("Der Rat tagt heute mit 200 Gästen.", {"number"}),
    ],
)
def test_faults_of_german_are_those_that_can_be_told(german: str, expected: set[str]) -> None:
    counts = count_faults(["The council meets today with 300 guests."], [Hypothesis(german)], reverse=True)
    assert {name for name, count in counts.items() if count} == expected


def test_a_cut_output_is_counted() -> None:
    assert count_faults(["Der Rat tagt."], [Hypothesis("The council meets", complete=False)], False)["incomplete"] == 1


def test_the_first_is_the_baseline_and_p_tells_chance_from_a_difference() -> None:
    good = outcome("good", *REFERENCES)
    same = outcome("same", *REFERENCES[:-1], REFERENCES[-1] + " It did.")
    bad = outcome("bad", *(text.replace("stood by", "is on") for text in REFERENCES), looping=3)
    scores = score([good, same, bad], REFERENCES, samples=200)
    for results in scores.values():
        assert results[0].p_value is None
        assert results[0].score == pytest.approx(100)
        assert results[1].p_value is not None
        assert results[1].p_value > 0.05
        assert results[2].p_value is not None
        assert results[2].p_value < 0.05
    rows = table([good, same, bad], scores, len(REFERENCES)).splitlines()
    assert rows[0].split(" | ")[1:4] == ["BLEU", "chrF2", "s"]
    assert [name for name in FAULTS if f"{name} %" not in rows[0]] == []
    assert "(p " not in rows[2]
    assert rows[4].count("(p 0.0") == 2
    assert " 5.00 |" in rows[4]


def test_one_model_alone_has_an_interval_and_no_p() -> None:
    for results in score([outcome("good", *REFERENCES[:-1], "No.")], REFERENCES, samples=100).values():
        assert results[0].p_value is None
        assert 0 < results[0].ci < 5


def test_the_command_prints_a_row_a_model_and_the_signatures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Der Rat tagt.\tThe council meets.\nJa\tYes\n", encoding="utf-8")
    models = [tiny.marian(tmp_path / name, end_bias=2.0) for name in ("one", "two")]
    monkeypatch.setattr("sys.argv", ["evaluate", str(pairs), *map(str, models), "--bootstrap", "20", "--threads", "1"])
    main()
    out = capsys.readouterr().out
    assert [sum(f"/{name} (" in line for line in out.splitlines()) for name in ("one", "two")] == [1, 1]
    assert "BLEU: nrefs:1|" in out
    assert "chrF2: nrefs:1|" in out


def test_an_english_to_german_model_gets_the_english(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Ja\tYes\nNein\tNo\n", encoding="utf-8")
    assert not is_reverse(tiny.marian(tmp_path / "model"))
    stated = tmp_path / "model" / "tokenizer_config.json"
    stated.write_text(stated.read_text().replace('"source_lang": "de"', '"source_lang": "en"'))
    assert is_reverse(tmp_path / "model")
    assert read_pairs(pairs, 0, reverse=True) == (["Yes", "No"], ["Ja", "Nein"])
    assert read_pairs(pairs, 1) == (["Ja"], ["Yes"])
