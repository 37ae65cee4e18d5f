"""Which sentences of an article its other sentences agree on: LexRank, with a bias to the beginning as news has it.

Erkan and Radev, "LexRank: graph-based lexical centrality as salience in text summarization", JAIR 22 (2004); the bias
as in Otterbacher, Erkan and Radev, "Biased LexRank", Information Processing and Management 45 (2009).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from translate_sum.evidence import content_words

Scores = NDArray[np.float64]

BIAS = 0.3  # share of the vote that goes by place, not by likeness
BLOCK = 400  # sentences compared with each other; a longer text is ranked block by block
TOO_ALIKE = 0.6  # cosine of two sentences of which one is enough
STEPS = 50  # of the power iteration; it has settled after about 15


def rank(texts: Sequence[str]) -> Scores:
    """A score for each text, at least 0, in sum 1 (an empty array of none)."""
    if not texts:
        return np.zeros(0)
    place = prior(len(texts))
    blocks = [slice(start, start + BLOCK) for start in range(0, len(texts), BLOCK)]
    scores: Scores = np.concatenate([_rank(texts[block], place[block]) for block in blocks])
    return scores


def _rank(texts: Sequence[str], place: Scores) -> Scores:
    """The scores within a block; they share out what its `place` has in all."""
    likeness = similarities(texts)
    votes = likeness.sum(axis=1, keepdims=True)
    share = place.sum()
    place = place / share
    # a sentence that is like no other votes by place
    passing = np.where(votes > 0, likeness / np.where(votes > 0, votes, 1.0), place)
    scores: Scores = place
    for _ in range(STEPS):
        scores = BIAS * place + (1 - BIAS) * (scores @ passing)
    result: Scores = share * scores
    return result


def similarities(texts: Sequence[str]) -> Scores:
    """The cosine of each text with each other, 0 with itself."""
    vectors = tfidf([content_words(text) for text in texts])
    likeness: Scores = vectors @ vectors.T
    np.fill_diagonal(likeness, 0.0)
    return likeness


def salient(texts: Sequence[str], count: int) -> list[int]:
    """The places of the `count` highest ranked texts, in order, none of them much like a higher one."""
    best = [int(i) for i in np.argsort(-rank(texts), kind="stable")[: 10 * count]]
    likeness = similarities([texts[i] for i in best])
    chosen: list[int] = []
    for row in range(len(best)):
        if len(chosen) < count and all(likeness[row, other] < TOO_ALIKE for other in chosen):
            chosen.append(row)
    return sorted(best[row] for row in chosen)


def prior(count: int) -> Scores:
    """What a sentence's place alone says: the k-th counts 1/k, in sum 1."""
    weights: Scores = 1.0 / np.arange(1, count + 1)
    weights /= weights.sum()
    return weights


def tfidf(bags: Sequence[Sequence[str]]) -> Scores:
    """A row of length 1 for each bag of words (of zeros for an empty one), a column for each word."""
    columns = {word: i for i, word in enumerate(dict.fromkeys(word for bag in bags for word in bag))}
    counts = np.zeros((len(bags), len(columns)))
    for row, bag in zip(counts, bags, strict=True):
        for word, count in Counter(bag).items():
            row[columns[word]] = count
    idf = np.log(len(bags) / np.maximum((counts > 0).sum(axis=0), 1)) + 1.0
    weighted: Scores = counts * idf
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    rows: Scores = weighted / np.where(lengths > 0, lengths, 1.0)
    return rows
