"""Contexts with claims, right and wrong ones, drawn without end."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.second_reader.claims import Claim
from training.second_reader.plants import plant
from training.second_reader.rephrase import rephrased
from training.second_reader.texts import Article
from translate_sum.second_reading import MOST_WORDS, evidence

BEST = (4, 5, 5, 5, 6, 7)  # sentences of a context


@dataclass(frozen=True)
class Task:
    """A lead or a highlight among the claims may say more than the context, without being marked for it."""

    context: str
    claims: tuple[Claim, ...]


def tasks(articles: Sequence[Article], rng: random.Random, claims: int = 8) -> Iterator[Task]:
    """One an article, in random order, again and again."""
    while True:
        for article in rng.sample(articles, len(articles)):
            made = task(article, rng, claims)
            if made and made.claims:
                yield made


def task(article: Article, rng: random.Random, count: int) -> Task | None:
    of_all = [text for text, at in article.claims if at < 0]
    told = {at: [t for t, a in article.claims if a == at] for _, at in article.claims if at >= 0}
    seed = rng.choice(sorted(told)) if told else rng.randrange(len(article.sentences))
    lead = rng.choice(of_all) if of_all and rng.random() < (0.8 if len(of_all) > 2 else 0.6) else None
    chosen = evidence(article.sentences, lead or article.sentences[seed], rng.choice(BEST))
    if lead is None and seed not in chosen:
        return None
    sentences = {i: article.sentences[i] for i in chosen}
    while len(" ".join(sentences.values()).split()) > MOST_WORDS:
        last = max(i for i in sentences if lead is not None or i != seed)
        if len(sentences) == 1:
            return None
        del sentences[last]
    before = dict(sentences)
    if rng.random() < 0.4:  # so that what is odd about a planted text is no sign of an error
        at = rng.choice([i for i in sentences if i not in told] or list(sentences))
        odd = plant(sentences[at], " ".join(sentences.values()), rng)
        if odd and at not in told:
            sentences[at] = odd.text
    context = " ".join(sentences.values())
    pool = [rephrased(lead, rng) if rng.random() < 0.3 else lead for _ in range(5)] if lead else []
    for at in rng.sample(list(sentences), min(len(sentences), 2 if lead else 9)):
        versions = told.get(at, [])
        for text in [*rng.sample(versions, min(2, len(versions))), sentences[at]]:
            pool.append(text if rng.random() < 0.15 else rephrased(text, rng))
    if before != sentences:  # what was there before is wrong now
        at = next(i for i in sentences if sentences[i] != before[i])
        back = _differing(before[at], sentences[at])
        if back:
            made = [*_claims(pool, context, rng, count - 2), Claim(before[at], back), Claim(sentences[at])]
            return Task(context, _distinct(made))
    return Task(context, _distinct(_claims(pool, context, rng, count)))


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.text: claim for claim in claims}.values())


def _claims(pool: list[str], context: str, rng: random.Random, count: int) -> list[Claim]:
    made: list[Claim] = []
    for text in rng.sample(pool, min(count, len(pool))):
        bad = plant(text, context, rng)
        if bad is None:
            made.append(Claim(text))
            continue
        both, only = rng.random() < 0.4, rng.random() < 0.45
        made += [Claim(text), bad] if both else [bad] if only else [Claim(text)]
    return made[:count]


def _differing(text: str, other: str) -> tuple[tuple[int, int], ...]:
    """Where a text differs from another: between what both begin and end with, whole words."""
    start = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    end = len(text)
    tail = 0
    while tail < min(len(text), len(other)) - start and text[-1 - tail] == other[-1 - tail]:
        tail += 1
    end = len(text) - tail
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    if start >= end:  # only something taken away: its neighbours
        end = min(len(text), end + 1 + len(text[end + 1 :].split(" ", maxsplit=1)[0]))
    return ((start, end),) if start < end else ()
