"""Which articles tell the same story: TF-IDF cosine of their English, and days that are not far apart.

Two groups become one while the mean likeness of their articles, pair by pair, reaches THRESHOLD: so a chain of
articles, each a little like the next, is not one story. How the figures were chosen is in docs/digest.md.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from translate_sum.evidence import content_words, telling_words

THRESHOLD = 0.25  # mean cosine
DAYS = 10  # two articles further apart tell two stories, even if about one thing
OPENING = 120  # words of the body that count: news says first what it is about
HEADLINE = 2  # how often a word of the headline counts
TELLING = 2.0  # how much more a name or a number weighs than another word
FEW = 50  # so many more articles are supposed to be in the folder, without the word: two of two say "police" too

Bag = Mapping[str, float]
Pairs = dict[tuple[int, int], float]


@dataclass(frozen=True)
class Told:
    """What an article tells, in English: ready to be compared."""

    words: Mapping[str, float]
    day: date | None = None


def told(headline: str, body: str, day: date | None = None) -> Told:
    """`body` may be of any length; only its beginning is looked at."""
    opening = " ".join(body.split()[:OPENING])
    counts = Counter(content_words(opening)) + Counter(content_words(headline) * HEADLINE)
    telling = telling_words(opening) | telling_words(headline)
    return Told({word: (1 + math.log(n)) * (TELLING if word in telling else 1.0) for word, n in counts.items()}, day)


def grouped(articles: Sequence[Told], threshold: float = THRESHOLD, days: int = DAYS) -> list[list[int]]:
    """The articles' places in groups, each place once; the most typical of a group first, then by day and place."""
    likeness = Likeness(articles, days)
    return [_ordered(group, likeness, articles) for group in _merged(len(articles), likeness, threshold)]


class Likeness:
    """The cosine of each two articles of days not far apart, by their places, the lower first; 0 of others.

    What `pairs` leaves out is worked out when it is asked for: all pairs of 996 articles took 150 MB.
    """

    def __init__(self, articles: Sequence[Told], days: int) -> None:
        self.bags, self.days = _weighted(articles), days
        self.day = [article.day.toordinal() if article.day else None for article in articles]
        self.known: Pairs = {}

    def pairs(self, threshold: float) -> Pairs:
        """Those that reach the threshold, which must be above 0."""
        holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, bag in enumerate(self.bags):
            row: defaultdict[int, float] = defaultdict(float)
            for word, weight in bag.items():
                for other, its in holders[word]:
                    row[other] += weight * its
                holders[word].append((place, weight))
            enough = ((other, value) for other, value in row.items() if value >= threshold)
            self.known |= {(other, place): value for other, value in enough if self._near(other, place)}
        return dict(self.known)

    def of(self, one: int, other: int) -> float:
        pair = min(one, other), max(one, other)
        if pair not in self.known:
            first, second = (self.bags[place] for place in pair)
            cosine = sum(weight * first.get(word, 0.0) for word, weight in second.items())
            self.known[pair] = cosine if self._near(*pair) else 0.0
        return self.known[pair]

    def _near(self, one: int, other: int) -> bool:
        first, second = self.day[one], self.day[other]
        return first is None or second is None or abs(first - second) <= self.days


def _weighted(articles: Sequence[Told]) -> list[Bag]:
    """Each bag times inverse document frequency, at length 1."""
    frequency = Counter(word for article in articles for word in article.words)
    rows: list[Bag] = []
    for article in articles:
        bag = {w: n * math.log((len(articles) + FEW) / frequency[w]) for w, n in article.words.items()}
        length = math.sqrt(sum(weight * weight for weight in bag.values())) or 1.0
        rows.append({word: weight / length for word, weight in bag.items()})
    return rows


def _merged(count: int, likeness: Likeness, threshold: float) -> list[list[int]]:
    """Average linkage, from the most alike pair down."""
    groups = {place: [place] for place in range(count)}
    of = list(range(count))
    for (one, other), _ in sorted(likeness.pairs(threshold).items(), key=lambda item: (-item[1], item[0])):
        first, second = sorted((of[one], of[other]))
        if first != second and _mean(groups[first], groups[second], likeness) >= threshold:
            groups[first] += groups.pop(second)
            for place in groups[first]:
                of[place] = first
    return [sorted(group) for group in groups.values()]


def _mean(one: Sequence[int], other: Sequence[int], likeness: Likeness) -> float:
    return sum(likeness.of(*pair) for pair in product(one, other)) / (len(one) * len(other))


def _ordered(group: list[int], likeness: Likeness, articles: Sequence[Told]) -> list[int]:
    def typical(place: int) -> float:
        return sum(likeness.of(place, other) for other in group if other != place)

    lead = max(group, key=lambda place: (round(typical(place), 9), -place))
    rest = sorted((articles[place].day or date.max, place) for place in group if place != lead)
    return [lead, *(place for _, place in rest)]
