"""What a digest says in Markdown and in HTML in the same words; plain text, not yet escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from translate_sum.digest.model import Digest, Item, Story
from translate_sum.render.phrases import count

TOP = 5  # stories in the top lines
MONTHS = "January February March April May June July August September October November December".split()
CITATIONS = "A number in brackets names the German sentence that a point rests on, quoted below the points."
KIND_TITLES = {"people": "People", "places": "Places", "organisations": "Organisations"}


def title(digest: Digest) -> str:
    return f"Press digest: {count(len(digest.items), 'article')}{_period(digest.days, ', ')}"


def day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(item: Item) -> str:
    return item.day.isoformat() if item.day else item.published or "–"


def lead(digest: Digest) -> str:
    """What there is, in some sentences."""
    stories, items = len(digest.stories), len(digest.items)
    said = [f"{count(items, 'article')}{_period(digest.days, ' from ')}, {count(stories, 'story', 'stories')}"]
    if digest.shared:
        said[0] += f", {len(digest.shared)} of them told by several articles"
    said[0] += "."
    if digest.doubtful:
        said.append(f"The checks have doubts about {digest.doubtful} of the articles, marked ⚠.")
    said += _news(digest)
    if digest.failures:
        said.append(f"{count(len(digest.failures), 'article')} could not be processed.")
    if digest.left:
        said.append(f"The run was stopped before its end: {count(len(digest.left), 'article')} left to do.")
    return " ".join(said)


def _news(digest: Digest) -> list[str]:
    news, said = digest.news, []
    if news.known:
        new, changed = len(digest.told(["new"])), len(digest.told(["changed"]))
        both = " and ".join(part for part in (f"{new} new" * bool(new), f"{changed} changed" * bool(changed)) if part)
        said.append(f"Since the last run: {both or 'nothing new'}.")
    if news.since and (news.since != "last" or news.known):
        what = (
            "new since the last run"
            if news.since == "last"
            else f"published since {day(date.fromisoformat(news.since))}"
        )
        said.append(f"Only articles {what} are covered; {count(news.earlier, 'earlier one')} left out.")
    return said


def _period(days: Sequence[date], before: str) -> str:
    if not days:
        return ""
    first, last = days[0], days[-1]
    return f"{before}{day(first)}" + (f" to {day(last)}" if last != first else "")


def story_note(story: Story) -> str:
    """Such as "3 articles, 3 October 2006 to 5 October 2006"."""
    return f"{len(story.items)} articles{_period(story.days, ', ')}"


def origin(item: Item) -> list[str]:
    """Place, agency, author and day, as far as known."""
    dated = day(item.day) if item.day else item.published
    return [part for part in (dated, *item.origin) if part]


def checks(item: Item) -> str:
    """The verdict in a line, "" if there is nothing to say."""
    if not item.checks:
        return ""
    kinds = ", ".join(f"{kind} {number}" if number > 1 else kind for kind, number in item.checks)
    return f"{count(sum(number for _, number in item.checks), 'warning')}: {kinds}"


def totals(digest: Digest) -> str:
    parts = [
        count(len(digest.items), "article"),
        count(sum(item.sentences for item in digest.items), "sentence"),
        count(len(digest.stories), "story", "stories"),
        f"{digest.doubtful} with warnings",
        f"{len(digest.failures)} not processed",
    ]
    return ", ".join([*parts, f"{len(digest.left)} left to do"] if digest.left else parts)


def signature(digest: Digest) -> str:
    return " · ".join(part for part in (digest.signature, digest.created) if part)


def top(digest: Digest) -> list[Story]:
    """Told by several first; what is new before what is known."""
    order = sorted(digest.stories, key=lambda story: (-len(story.items), not any(item.news for item in story.items)))
    return order[:TOP]
