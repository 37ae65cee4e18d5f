"""The cache gives back what was put in, shares its file, keeps its size, and never costs more than work."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from builders import summary, translation

from translate_sum.backends.echo import EchoTranslator
from translate_sum.cache import Cache, default_path, key
from translate_sum.contracts import Decoding, Hypothesis
from translate_sum.document import ModelInfo, Summary
from translate_sum.memo import CachedTranslator, remembered_summary


class Counting(EchoTranslator):
    def __init__(self, revision: str = "1") -> None:
        super().__init__(None, ModelInfo("echo", revision))
        self.asked: list[str] = []

    def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        self.asked += texts
        return super().nbest(texts, decoding, count)


def test_what_is_put_in_comes_back_in_the_next_run(tmp_path: Path) -> None:
    values = {key(i): [i, "ü", None] for i in range(1200)}
    with Cache(tmp_path / "c") as cache:
        cache.put(values)
    with Cache(tmp_path / "c") as cache:
        assert cache.get([*values, "no"]) == values
        assert cache.usage().entries == 1200
        cache.clear()
        assert cache.get(list(values)) == {}


def test_what_a_hypothesis_leaves_unsaid_is_remembered(tmp_path: Path) -> None:
    class Doubting(Counting):
        def nbest(self, texts: Sequence[str], decoding: Decoding, count: int) -> Iterator[tuple[int, list[Hypothesis]]]:
            yield from ((i, [Hypothesis(text, True, -1.0, 3, ("heulend", "ab"))]) for i, text in enumerate(texts))

    with Cache(tmp_path / "c") as cache:
        model = CachedTranslator(Doubting("1"), cache)
        first, again = (dict(model.nbest(["Er saß heulend da."], Decoding(), 1)) for _ in range(2))
    assert first == again
    assert again[0][0].doubts == ("heulend", "ab")


def test_another_thread_than_the_one_that_opened_it_may_use_it(tmp_path: Path) -> None:
    """Ray Data makes an actor in one thread and calls it from others."""
    with Cache(tmp_path / "c") as cache, ThreadPoolExecutor(1) as other:
        other.submit(cache.put, {"a": 1}).result()
        assert cache.get(["a"]) == other.submit(cache.get, ["a"]).result() == {"a": 1}


def test_a_text_is_asked_once_and_only_for_the_same_question(tmp_path: Path) -> None:
    model = Counting()
    with Cache(tmp_path / "c") as cache:
        cached = CachedTranslator(model, cache)
        found = dict(cached.nbest(["das  Haus", "ein Baum", "das Haus"], Decoding(), 4))
        assert found[0] == found[2] == dict(model.nbest(["das Haus"], Decoding(), 4))[0]
        model.asked.clear()
        assert dict(cached.nbest(["ein Baum", "das Haus"], Decoding(), 4)) == {0: found[1], 1: found[0]}
        assert (model.asked, cached.knows(["ein Baum", "neu"], Decoding(), 4)) == ([], 1)
        searches = [Decoding(beam_size=1), Decoding(no_repeat_ngram_size=3), Decoding(beam_size=1, shortlist=True)]
        for search in searches:
            cached.translate(["ein Baum"], search)
        CachedTranslator(Counting("2"), cache).translate(["ein Baum"], Decoding())
        assert model.asked == ["ein Baum"] * 3
        assert cache.usage().entries == 6


def test_a_summary_comes_back_as_it_was_and_for_the_same_translation_only(tmp_path: Path) -> None:
    made: list[Summary] = []

    def make() -> Summary:
        made.append(summary())
        return made[-1]

    with Cache(tmp_path / "c") as cache:
        first = remembered_summary(cache, translation(), [80], make)
        assert remembered_summary(cache, translation(), [80], make) == first == summary()
        assert len(made) == 1
        remembered_summary(cache, translation(), [40], make)
        remembered_summary(cache, translation(("Er kam.", "He came.")), [80], make)
        assert len(made) == 3


def test_the_least_recently_used_go(tmp_path: Path) -> None:
    now = [0.0]
    with Cache(tmp_path / "c", cap=200_000, clock=lambda: now[0]) as cache:
        cache.put({"used": "x" * 1000})
        for i in range(600):
            now[0] += 4000
            cache.put({f"k{i}": "x" * 1000})
            assert cache.get(["used"])
        usage = cache.usage()
        assert usage.size <= usage.cap
        assert 50 < usage.entries < 200
        assert cache.get(["k0", "k599"]).keys() == {"k599"}


def scribble(path: Path) -> None:
    path.write_bytes(b"this is no database at all" * 500)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("spoil", [scribble, cut])
def test_a_corrupt_file_is_set_aside_and_said_once(spoil: object, tmp_path: Path) -> None:
    path, said = tmp_path / "c", list[str]()
    with Cache(path) as cache:
        cache.put({key(i): "x" * 500 for i in range(200)})
    spoil(path)  # type: ignore[operator]
    with Cache(path, tell=said.append) as cache:
        cache.get([key(i) for i in range(200)])
        cache.put({"new": 1})
        assert cache.get(["new"]) == {"new": 1}
    assert len(said) == 1
    assert "corrupt" in said[0]
    assert path.with_name("c.corrupt").exists()


def test_a_place_that_cannot_be_used_is_said_once_and_costs_only_work(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "file").write_text("")
    with Cache(tmp_path / "file" / "c", tell=said.append) as cache:
        cache.put({"a": 1})
        assert cache.get(["a"]) == {}
    assert len(said) == 1


def put_many(path: Path, start: int) -> None:
    with Cache(path, tell=lambda line: pytest.fail(line)) as cache:
        for i in range(start, start + 200):
            cache.put({key(i): i})


@pytest.mark.parametrize("corrupt", [False, True])
def test_two_processes_share_it(corrupt: bool, tmp_path: Path) -> None:
    path = tmp_path / "c"
    if corrupt:
        scribble(path)
        Cache(path).close()
    workers = [multiprocessing.get_context("fork").Process(target=put_many, args=(path, s)) for s in (0, 100)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Cache(path) as cache:
        assert len(cache.get([key(i) for i in range(300)])) == 300


@pytest.mark.parametrize(("environ", "place"), [
    ({"TRANSLATE_SUM_CACHE": "/x/c", "TRANSLATE_SUM_HOME": "/y"}, "/x/c"),
    ({"TRANSLATE_SUM_HOME": "/y"}, "/y/cache.sqlite3"),
])  # fmt: skip
def test_where_it_is(environ: dict[str, str], place: str) -> None:
    assert default_path(environ) == Path(place)
