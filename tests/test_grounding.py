"""Decoding over the source's names and numbers: whatever is drawn from what is allowed, nothing is invented."""

from __future__ import annotations

import random
import tracemalloc
from typing import Any

import numpy as np
import pytest
import tiny
import torch
from transformers import AutoTokenizer

from translate_sum.backends.drawing import Drawn, mean_logprobs
from translate_sum.backends.grounding import HALF, NUMBER_WORDS, OPENERS, WORD, Pieces, Source, loud
from translate_sum.backends.processors import Grounded, OneSentence, pieces_of

SOURCE = "Kim Song Nam met Wang Huning in Beijing on 24 March. The U.S. paid 1,200 euros to seven Österreicher."
SAID = set(WORD.findall(SOURCE))
START = "The talks in "


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return AutoTokenizer.from_pretrained(tiny.chat(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="module")
def pieces(tokenizer: Any) -> Pieces:
    return pieces_of(tokenizer, len(tokenizer))


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_drawn_names_and_numbers_are_the_sources(seed: int, tokenizer: Any, pieces: Pieces) -> None:
    source, rng = Source(SOURCE, pieces), random.Random(seed)
    ids: list[int] = tokenizer(START, add_special_tokens=False).input_ids
    for _ in range(60):
        # bytes that are no character by themselves are left out: random ones make letters that no model writes
        allowed = np.flatnonzero(source.after(tokenizer.decode(ids)) & ~pieces.half).tolist()
        if not allowed:
            break
        loud_ones = [i for i in allowed if i in pieces.loud]
        ids.append(rng.choice(loud_ones if loud_ones and rng.random() < 0.5 else allowed))
    answer = tokenizer.decode(ids)
    assert source.holds(answer[: [found.start() for found in WORD.finditer(answer)][-1]])  # the last may be cut
    words = WORD.findall(answer)[:-1]
    invented = [w for w in words if loud(w) and w not in SAID and w not in OPENERS and w.lower() not in SAID]
    assert not invented
    assert not [w for w in words if w.lower() in NUMBER_WORDS and w.lower() not in SOURCE.lower()]


ALLOWED = {
    "a name of the source": ("They met ", "Kim", True),
    "the rest of a name": ("They met K", "im", True),
    "another rest": ("They met K", "arl", False),
    "a name with more letters": ("They met Kim", "s", False),
    "another name": ("They met ", "Xi", False),
    "a number": ("on ", "24", True),
    "another number": ("on ", "25", False),
    "the rest of another number": ("on 2", "5", False),
    "an ordinary word": ("They met ", "later", True),
    "an opener": ("", "The", True),
    "an opener within a sentence": ("They met ", "Despite", False),
    "a small word of the source with a capital at the start": ("", "Talks", False),
    "a number word of the source": ("to se", "ven", True),
    "an umlaut": ("the ", "Österreicher", True),
}


@pytest.mark.parametrize(("before", "goes_on", "allowed"), ALLOWED.values(), ids=ALLOWED)
def test_what_may_follow(before: str, goes_on: str, allowed: bool, tokenizer: Any, pieces: Pieces) -> None:
    """Piece by piece, as the model would write it."""
    source = Source(SOURCE, pieces)
    written: list[int] = tokenizer(before, add_special_tokens=False).input_ids
    fine = True
    for piece in tokenizer(goes_on, add_special_tokens=False).input_ids:
        fine = fine and bool(source.after(tokenizer.decode(written) if written else "")[piece])
        written.append(piece)
    closed = tokenizer(" ", add_special_tokens=False).input_ids[0]
    assert (fine and bool(source.after(tokenizer.decode(written))[closed])) is allowed


def test_rows_belong_to_their_sources(tokenizer: Any, pieces: Pieces) -> None:
    sources = [Source("Kim came.", pieces), Source("Xi came.", pieces)]
    rule = Grounded(sources, tokenizer, start=0, end=tokenizer.eos_token_id)
    kim, xi = (tokenizer(name, add_special_tokens=False).input_ids[0] for name in ("K", "X"))
    ids = torch.tensor([tokenizer("saw ", add_special_tokens=False).input_ids] * 4)
    scores = rule(ids, torch.zeros(4, len(tokenizer)))
    assert (scores[:, kim] == 0).tolist() == [True, True, False, False]
    assert (scores[:, xi] == 0).tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("The talks in Beijing went ahead.", True),
        ("The talks went.", False),  # too few words
        ("The talks were led by the U.S.", False),
        ("The talks in Beijing cost 3.", False),
        ("The talks in Beijing went on", False),
        ("Kim said the talks “will go ahead.”", True),
    ],
)
def test_an_answer_ends_with_its_first_sentence(written: str, ends: bool, tokenizer: Any) -> None:
    rule = OneSentence(tokenizer, 0, tokenizer.eos_token_id)
    ids = torch.tensor([tokenizer(written, add_special_tokens=False).input_ids])
    scores = rule(ids, torch.zeros(1, len(tokenizer)))
    assert bool(scores[0].isinf().sum() == len(tokenizer) - 1) is ends
    assert float(scores[0, tokenizer.eos_token_id]) == 0.0


def test_a_draw_follows_from_the_text_alone() -> None:
    scores = torch.randn(1, 50, generator=torch.Generator().manual_seed(1))
    ids = torch.zeros(1, 3, dtype=torch.long)
    alone = [Drawn(["a"], 1, 0)(ids, scores).argmax().item() for _ in range(2)]
    beside = Drawn(["b", "a"], 1, 0)(ids.repeat(2, 1), scores.repeat(2, 1)).argmax(1)[1].item()
    assert alone == [beside, beside]


def test_a_mean_leaves_padding_out() -> None:
    logits = [torch.tensor([[0.0, 0.0], [0.0, 0.0]])] * 2
    assert mean_logprobs(logits, torch.tensor([[0, 1], [0, 0]]), pad=1) == pytest.approx([-0.6931, -0.6931], abs=1e-3)


def test_the_rest_of_a_character_carries_no_name_along() -> None:
    """Seen on a machine that multiplies in bf16: a piece of random weights that ended a character and began a name."""
    pieces = Pieces(["a", HALF, f"{HALF}L", f"{HALF}b"])
    assert Source("a b", pieces).after(f"a{HALF}").tolist() == [False, True, False, True]


# --- What a search can be told before it starts


def written_piece_by_piece(text: str, tokenizer: Any, source: Source) -> bool:
    """Whether none of the pieces is refused everywhere."""
    refused = set(source.refused)
    return not any(i in refused for i in tokenizer(text, add_special_tokens=False).input_ids)


@pytest.mark.parametrize(
    "article", ["In 2019 KCNA named COVID-19 and 1,376 dead.", "DVRK and NATO met on 24 March 1957."]
)
def test_what_the_source_has_can_be_written_wherever_its_pieces_are_cut(
    article: str, tokenizer: Any, pieces: Pieces
) -> None:
    """Digits and capitals are cut singly, so that most pieces of a number begin no number of the source."""
    assert written_piece_by_piece(article, tokenizer, Source(article, pieces))


def test_a_word_of_thousands_of_letters_costs_no_memory(pieces: Pieces) -> None:
    tracemalloc.start()
    try:
        assert Source("Ab1" * 2000, pieces).refused
        assert tracemalloc.get_traced_memory()[1] < 100e6  # bytes; all its parts together have 36 thousand million
    finally:
        tracemalloc.stop()


def test_a_piece_of_no_word_of_the_source_is_refused_everywhere(tokenizer: Any, pieces: Pieces) -> None:
    source = Source("In 1957 Kim came.", pieces)
    assert not written_piece_by_piece("2", tokenizer, source)
    assert not written_piece_by_piece("X", tokenizer, source)


@pytest.mark.parametrize(
    ("article", "said", "allowed"),
    [
        ("North Korean officials came.", "Korea sent officials.", True),
        ("Officials of Russia came.", "Many Russians came.", True),
        ("Officials of Russia came.", "Rus came.", False),
        ("North Korean officials came.", "Koreanas came.", False),
        ("Kim came.", "Kima came.", False),
        ("Pakistan and Diana are there.", "Pakista and Diana are there.", False),
        ("Pakistan and Diana are there.", "Dianans are there.", False),
    ],
)
def test_a_people_stands_for_its_country(article: str, said: str, allowed: bool, pieces: Pieces) -> None:
    assert Source(article, pieces).holds(said) is allowed
