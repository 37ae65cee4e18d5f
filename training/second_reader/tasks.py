"""Contexts with claims, right and wrong ones, drawn without end."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from training.second_reader.claims import Claim
from training.second_reader.plants import plant
from training.second_reader.rephrase import rephrased
from training.second_reader.texts import Article
from translate_sum.second_reading import MOST_WORDS, evidence

BEST = (4, 5, 5, 5, 6, 7)  # sentences of a context
ODD = 0.4  # of the contexts are to have an error themselves; 0.22 do, where there is a sentence nobody else tells of


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
    """Sentences of the article with up to `count` claims about them; None where nothing comes of the draw."""
    of_all = [text for text, at in article.claims if at < 0]
    told = {at: [t for t, a in article.claims if a == at] for _, at in article.claims if at >= 0}
    lead = rng.choice(of_all) if of_all and rng.random() < (0.8 if len(of_all) > 2 else 0.6) else None
    seed = rng.choice(sorted(told)) if told else rng.randrange(len(article.sentences))
    sentences = _context(article.sentences, lead, seed, rng)
    if not sentences:
        return None
    altered = _altered(sentences, told, rng) if rng.random() < ODD else None
    shown = {**sentences, altered[0]: altered[1]} if altered else sentences
    context = " ".join(shown.values())
    pool = _pool(shown, lead, told, rng)
    if not altered:
        return Task(context, _distinct(_claims(pool, context, rng, count)))
    at, text = altered  # what was there before is wrong now
    about = [Claim(sentences[at], _differing(sentences[at], text)), Claim(text)]
    return Task(context, _distinct([*_claims(pool, context, rng, count - 2), *about]))


def _context(sentences: Sequence[str], lead: str | None, seed: int, rng: random.Random) -> dict[int, str]:
    """What is nearest to the lead, or the seed and what is nearest to it, by places; none if that is too long."""
    chosen = evidence(sentences, lead or sentences[seed], rng.choice(BEST))
    while sum(len(sentences[i].split()) for i in chosen) > MOST_WORDS:
        chosen.remove(max((i for i in chosen if lead or i != seed), default=chosen[0]))
    return {i: sentences[i] for i in chosen} if lead or seed in chosen else {}


def _altered(
    sentences: Mapping[int, str], told: Mapping[int, Sequence[str]], rng: random.Random
) -> tuple[int, str] | None:
    """A place that nobody else tells of, and its sentence with an error: that it is odd is no sign of one then."""
    free = [i for i in sentences if i not in told]
    if not free:
        return None
    at = rng.choice(free)
    odd = plant(sentences[at], " ".join(sentences.values()), rng)
    return (at, odd.text) if odd and _differing(sentences[at], odd.text) else None


def _pool(
    sentences: Mapping[int, str], lead: str | None, told: Mapping[int, Sequence[str]], rng: random.Random
) -> list[str]:
    """Right claims: the lead, the sentences and what others make of them, mostly in other words."""
    pool = [rephrased(lead, rng) if rng.random() < 0.3 else lead for _ in range(5)] if lead else []
    for at in rng.sample(list(sentences), min(len(sentences), 2 if lead else 9)):
        versions = told.get(at, [])
        for text in [*rng.sample(versions, min(2, len(versions))), sentences[at]]:
            pool.append(text if rng.random() < 0.15 else rephrased(text, rng))
    return pool


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.text: claim for claim in claims}.values())


def _claims(pool: list[str], context: str, rng: random.Random, count: int) -> list[Claim]:
    made: list[Claim] = []
    for text in rng.sample(pool, min(count, len(pool))):
        bad = plant(text, context, rng)
        drawn = rng.random()
        if bad is None or drawn < 0.33:
            made.append(Claim(text))
        elif drawn < 0.6:
            made.append(bad)
        else:
            made += [Claim(text), bad]
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
