"""Whether a sentence lost its verb: "At the meeting, Wang's letter." for "Beim Treffen überbrachte Wang einen Brief."

There is no tagger here. A German verb is a word that becomes an English one often enough (the lexicon), and that its
clause does not subordinate; the English has lost it where nothing may be a finite verb (`translate_sum.clauses`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from translate_sum.clauses import finite, fragment, unattributed
from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.function_words import ENGLISH
from translate_sum.facts.lexicon import lexicon
from translate_sum.lookups import REMEMBERED

OFTEN = 0.3
"""The share of a verb's translations that are finite in English; "sitzt" has 0.45, "tagt" 0.32, "mit" 0."""
NO_VERBS = frozenset("seit".split())
RELATIVES = frozenset("der die das dem den deren dessen denen welche welcher welches welchem welchen".split())
SUBORDINATORS = frozenset(
    "dass daß weil wenn ob obwohl während nachdem bevor ehe damit sodass falls indem sobald solange seitdem sofern "
    "wer was wo wohin woher wobei womit worauf wodurch worin warum wie um ohne statt".split()
)
BEFORE_NOUNS = frozenset(
    "der die das den dem des ein eine einen einem einer eines als mit von für auf in an bei nach über durch gegen ohne "
    "seine seiner seinen ihre ihrer ihren keine mehrere viele zwei drei alle diese dieser diesen".split()
)
_CLOSERS = " \n\"“”»«‘’')"
_CLAUSE = re.compile(r"[^,;:–—()\[\]]+")
_PREFIX = re.compile("^(?:be|ent|er|ver|zer|über|unter|wieder)(?=...)")
_WORD = re.compile(r"[^\W\d_]+")
_PARTICIPLE = re.compile(r"\w*ge\w+(?:t|en)$|(?:be|emp|ent|er|ver|zer)\w+t$")


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """A "missing" finding for the German's first verb of its own, if the English has none at all."""
    headline = not source.rstrip(_CLOSERS).endswith((".", "!", "?", "…"))  # which drops its verb in English
    if language != "de" or headline or not fragment(target):
        return
    said = source if unattributed(target) == target else source.rpartition(",")[0]  # ", sagte KCNA."
    verb = main_verb(said)
    if verb and not ENGLISH.isdisjoint(_WORD.findall(target)):  # else it was left German, which others tell
        yield Finding("verb", "missing", verb, None, "the English has no verb")


def main_verb(german: str) -> Span | None:
    """The first that may be one of a main clause.

    >>> main_verb("Der Mann, der ihn kannte, schwieg.").text
    'schwieg'
    """
    for clause in _CLAUSE.finditer(german):
        words = [*_WORD.finditer(clause[0])]
        if _subordinate([word[0] for word in words[:2]], first=clause.start() == 0):
            continue
        for before, word in pairwise([None, *words]):
            attribute = before and word and before[0].lower() in BEFORE_NOUNS  # "als verpasste Chance"
            if word and not attribute and _may_be_finite(word[0]):
                return Span(word[0], clause.start() + word.start(), clause.start() + word.end())
    return None


def _subordinate(opening: list[str], *, first: bool) -> bool:
    """first: of the sentence, where "der" is an article."""
    if not opening:
        return True
    relative = not first and not RELATIVES.isdisjoint(opening)  # "der", "mit der"
    return relative or opening[0].lower() in SUBORDINATORS


@lru_cache(maxsize=REMEMBERED)
def _may_be_finite(word: str) -> bool:
    if word[0].isupper() or word in NO_VERBS or _PARTICIPLE.match(word):
        return False
    forms = {word, _PREFIX.sub("", word, count=1)}  # "überbrachte" is rare, and a verb as "brachte" is
    shares = ({*lexicon().english(form).items()} for form in forms)
    return any(sum(share for meaning, share in found if finite(meaning)) >= OFTEN for found in shares)
