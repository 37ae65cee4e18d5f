"""Distillation and back-translation: what is taken, what is left out, and that a killed run goes on."""

from __future__ import annotations

import lzma
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from sacrebleu.metrics import CHRF
from toy_corpus import MIX, WORDS, arguments, corpus_folder

from training import backtranslate as backtranslation
from training import distill as distillation
from training.align import align
from training.backtranslate import BLANK, Noise, backtranslate, sentences
from training.decode import Candidate, Search
from training.distill import Task, best, choose, distill, monolingual, planned, tasks
from training.export import export
from training.filters import Pair
from training.parts import run_in_parts
from training.prepare import prepare
from training.train import train

GERMAN = "Der Minister kam am 3. Mai nach Berlin."
OTHER = "On May 3, the minister came to Berlin."


class Says:
    """A Decoder that answers from a table."""

    def __init__(self, answers: dict[str, list[Candidate]]) -> None:
        self.answers = answers

    def decode(self, texts: Sequence[str], search: Search) -> list[list[Candidate]]:
        return [self.answers.get(text, []) for text in texts]


def candidates(*texts: str) -> list[Candidate]:
    """The likeliest first."""
    return [Candidate(text, -0.1 * rank) for rank, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("references", "found", "expected"),
    [
        ((), candidates("The minister came to Berlin on May 3.", OTHER), 0),
        (("On May 3, the minister came.",), candidates("The minister came to Berlin on May 3.", OTHER), 1),
        (("x", "On May 3, the minister came."), candidates("The minister came to Berlin on May 3.", OTHER), 1),
        ((), candidates("The minister came to Berlin on May 5.", OTHER), 1),
        ((), candidates("The the the the the the the the 3.", OTHER), 1),
        ((), candidates(GERMAN, OTHER), 1),
        ((), candidates("", OTHER), 1),
        ((), [Candidate("The minister came to Berlin on May 3", -0.1, complete=False)], None),
        (("The minister came to Berlin on May 5.",), candidates("The minister came to Berlin on May 5."), None),
        ((), [], None),
    ],
)  # fmt: skip
def test_the_best_is_sound_and_near_the_reference_or_likely(
    references: tuple[str, ...], found: list[Candidate], expected: int | None
) -> None:
    chosen = best(Task(GERMAN, references), found, CHRF())
    assert chosen == (None if expected is None else found[expected].text)


def test_a_german_sentence_is_one_task_with_all_its_references() -> None:
    pairs = [Pair("a", "Ja.", "Yes."), Pair("b", "Nein.", "No."), Pair("b", "Ja.", "Yes!"), Pair("b", "Ja.", "Yes.")]
    lexicon = [Pair("dictionary", "Haus", "house")]
    assert tasks(pairs + lexicon) == [Task("Ja.", ("Yes.", "Yes!")), Task("Nein.", ("No.",))]


def test_teachers_pool_their_lists_and_the_line_is_a_corpus_line() -> None:
    one = Says({GERMAN: candidates("The minister came on May 3 to Berlin.")})
    two = Says({GERMAN: candidates("The minister came to Berlin on May 3.")})
    part = [Task("Ja.", ("Yes.",)), Task(GERMAN, ("The minister came to Berlin on May 3.",))]
    line = f"distilled\t{GERMAN}\tThe minister came to Berlin on May 3."
    assert distill([one, two], Search(), part) == distill([two, one], Search(), part) == [line]


def test_the_corpus_comes_first_and_then_the_news(tmp_path: Path) -> None:
    chosen = choose(corpus_folder(tmp_path), {"toy": 1.0}, seed=1)
    assert [bool(task.references) for task in chosen] == [True] * (len(chosen) - 2) + [False] * 2
    assert chosen[-1] == Task("Der Minister sieht den Hund.")


def test_an_empty_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="none of the files"):
        choose(tmp_path, {"toy": 1.0}, seed=1)


def test_german_news_comes_by_sentence_without_a_reference(tmp_path: Path) -> None:
    path = tmp_path / "german_news.jsonl.xz"
    path.write_bytes(lzma.compress(b'{"text": "Ein Satz. Noch  einer.\\n\\nDer dritte."}\n'))
    assert list(monolingual(path)) == [Task("Ein Satz."), Task("Noch einer."), Task("Der dritte.")]


def test_the_sentences_are_chosen_once(tmp_path: Path) -> None:
    chosen = [Task("Ja.", ("Yes.", "Yes!")), Task("Nein.")]
    assert planned(tmp_path / "out" / "tasks.tsv.xz", lambda: chosen) == chosen
    assert planned(tmp_path / "out" / "tasks.tsv.xz", lambda: []) == chosen


def test_english_sentences_come_once_without_headers_and_furniture() -> None:
    documents = [
        "WASHINGTON CUTS RATES AGAIN TODAY\nThe bank cut its rates on Monday. Shares rose at once by 3 per cent.",
        "The bank cut its rates on Monday.\nRead more about our cookies\nYes.\nSee http://x.com for the rest of it.",
    ]
    assert list(sentences(documents)) == ["The bank cut its rates on Monday.", "Shares rose at once by 3 per cent."]


def test_a_back_translation_that_looks_wrong_is_left_out() -> None:
    english = "The minister came to Berlin on May 3."
    found = candidates(GERMAN, GERMAN, english, "Der Minister kam am 5. Mai nach Berlin.", "3. Mai")
    silent = Noise(0, 0, 0)
    made = backtranslate(Says({english: found}), Search(), silent, [english], random.Random(1))
    assert made == [f"backtranslated\t{GERMAN}\t{english}"]


def test_noise_drops_blanks_and_moves_words_but_no_figure() -> None:
    text = " ".join([*(f"wort{'x' * i}" for i in range(50)), "12", "30%"])
    noised = [Noise(0.2, 0.2, 3)(text, random.Random(i)).split() for i in range(20)]
    assert 35 < sum(map(len, noised)) / 20 < 48
    assert 5 < sum(words.count(BLANK) for words in noised) / 20 < 12
    assert all({"12", "30%"} <= {*words} <= {*text.split(), BLANK} for words in noised)
    assert any(sorted(words, key=len) != words for words in noised)
    assert Noise(0, 0, 0)(text, random.Random(1)) == text


def test_the_whole_road_on_a_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """en-de, back-translation, teacher, distillation, and the student's data: by the commands."""
    corpus, made, mix = corpus_folder(tmp_path / "corpus"), tmp_path / "made", tmp_path / "mix.toml"
    mix.write_text('[weights]\ntoy = 1\n[filters]\nuse = ["copy"]\n')
    for name, reverse, steps in (("en-de", True, 5), ("de-en", False, 200)):
        prepare(corpus, tmp_path / name, MIX, reverse=reverse)
        align(tmp_path / name, dim=32)
        train(
            arguments(
                tmp_path / name,
                tmp_path / name / "run",
                steps=steps,
                average=0.9,
                embed=True,
                lr=5e-3,
                warmup=10,
                cooldown=0,
            )
        )
        export(tmp_path / name / "run" / "final", tmp_path / name, tmp_path / name / "model")
    for command, options in (
        (backtranslation.main, ["backtranslate", str(corpus), str(made), str(tmp_path / "en-de" / "model")]),
        (distillation.main, ["distill", str(corpus), str(made), str(tmp_path / "de-en" / "model"), "--mix", str(mix)]),
    ):
        monkeypatch.setattr("sys.argv", [*options, "--part", "100"])
        command()
    assert len(list((made / "distilled").glob("*.tsv"))) > 1
    lines = lzma.decompress((made / "distilled.tsv.xz").read_bytes()).decode().splitlines()
    rows = [line.split("\t") for line in lines]
    right = sum(english.split()[:1] == [WORDS.get(german.split()[0])] for _, german, english in rows)
    assert len(rows) > 30
    assert right > 0.5 * len(rows)
    kept = prepare(corpus, tmp_path / "student", MIX, synthetic=made).fate
    assert kept["distilled", "kept"] > 0
    assert kept["toy", "kept"] > 0


def run(items: list[int], folder: Path, worked: list[int], settings: str = "s", die_at: int = -1) -> list[str]:
    def work(number: int, part: Sequence[int]) -> list[str]:
        if number == die_at:
            raise KeyboardInterrupt
        worked.append(number)
        return [f"{number} {item}" for item in part if item % 2]

    out = run_in_parts(items, work, folder, settings, size=4)
    return lzma.decompress(out.read_bytes()).decode().splitlines()


def test_a_killed_run_goes_on_after_its_last_part(tmp_path: Path) -> None:
    items = list(range(10))
    whole = run(items, tmp_path / "whole", [])
    worked: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        run(items, tmp_path / "killed", worked, die_at=2)
    (tmp_path / "killed" / "00002.partial").write_text("half a li")
    assert run(items, tmp_path / "killed", worked) == whole == ["0 1", "0 3", "1 5", "1 7", "2 9"]
    assert worked == [0, 1, 2]


def test_a_folder_of_other_settings_is_refused(tmp_path: Path) -> None:
    run([1, 2], tmp_path / "parts", [])
    with pytest.raises(SystemExit, match="other settings"):
        run([1, 2], tmp_path / "parts", [], settings="t")


def test_when_the_time_is_over_the_file_holds_what_is_there(tmp_path: Path) -> None:
    out = run_in_parts([1, 2], lambda _, part: [str(n) for n in part], tmp_path / "parts", "s", size=1, minutes=-1)
    assert lzma.decompress(out.read_bytes()) == b""
