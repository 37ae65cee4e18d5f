"""Is an English sentence whole? One without a verb of its own ("A statement about alleged flights.") is a fragment.

There is no tagger here, and a fragment is to be told for certain: whatever may be a finite verb counts as one. Of the
1,725 sentences of newstest2019's references 21 are called fragments, 15 of them rightly (line-ups, scorers).
"""

from __future__ import annotations

import re
from functools import lru_cache

from translate_sum.evidence import STOPWORDS
from translate_sum.facts.lexicon import lexicon
from translate_sum.lookups import REMEMBERED

AUXILIARIES = frozenset(
    "am is are was were be been being has have had do does did will would can could may might must shall should "
    "ought isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot "
    "couldn't mustn't shouldn't i'm i've i'll i'd he's she's it's we're we've we'll you're they're they've "
    "they'll that's there's let's who's what's".split()
)
IRREGULAR = frozenset(
    "said went came saw got made took gave told left led found thought knew became began kept held brought wrote "
    "stood heard let meant set met ran paid sat spoke lay grew lost fell sent built understood drew broke spent "
    "cut rose drove bought wore chose sought fought threw caught dealt won felt sold hit hurt put read shut "
    "spread beat bet bid bound bred burst cast clung cost crept dug drank ate fed flew fled forbade forgot "
    "forgave froze hung hid knelt laid lent lit rang rode sang sank shook shone shot showed shrank slept slid "
    "stole struck stuck stung strode strove swore swept swam swung taught tore woke wept withdrew withstood "
    "overcame undertook upheld foresaw arose bore bit blew thrust split spun sprang quit shed wed rid slit knit".split()
)
RELATIVE = frozenset("who which whose whom where".split())
BEFORE_NOUNS = frozenset(
    "a an the this his her its their our my your of in on at by for from with about as no some any many several "
    "two three four five six seven eight nine ten more most very so-called to".split()
)
COUNTS = frozenset("some many several more most two three four five six seven eight nine ten".split())
# what comes after a verb, and not between a count and its noun
AFTER_VERBS = frozenset(
    "in on at by for from to with after before during when as while and but the a an his her their its it him them not "
    ", ; :".split()
) | {""}
PRONOUNS = frozenset("i you we they these those people police and all both half".split())
ADVERBS = frozenset("not also never still often now then already soon just yet again always".split())
BASES = frozenset(
    "say go come see get make take give tell lead find think know become begin keep hold bring write stand hear "
    "let mean meet run pay sit speak lie grow lose fall send build understand draw break spend cut rise drive buy "
    "wear choose seek fight throw catch deal win feel sell hit hurt put read shut spread beat bet bid bind breed "
    "burst cast cling cost creep dig drink eat feed fly flee forbid forget forgive freeze hang hide kneel lay "
    "lend light ring ride sing sink shake shine shoot show shrink sleep slide steal strike stick sting swear "
    "sweep swim swing teach tear wake weep withdraw withstand overcome undertake uphold foresee arise bear bite "
    "blow thrust split spin spring leave".split()
)
LEAST_SAID = 4
"""Spaces before an attribution; in "After the meeting, he said." it is none."""
_ATTRIBUTION = re.compile(
    r"(?<![\"”’'…]),\s+(?:[\w.'’-]+\s+){0,5}(?:said|says|reported|reports|announced|wrote|stated)"
    r"(?:\s+(?:on|in|to|late|early|earlier|the|[A-Z])[\w.'’-]*){0,4}\s*\.?$"
)
_ADJECTIVE = re.compile(r"(?:[A-Z]\w*(?:an|ish|ese|ch)|ive|al|ous|ic|ful|less|able|ible|ary)$")
_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*|[,;:–—]")


def unattributed(text: str) -> str:
    """The sentence without who said it, at its end and not of a quotation.

    >>> unattributed("The message was hearty, KCNA said on Sunday."), unattributed('"No comment," he said.')
    ('The message was hearty', '"No comment," he said.')
    """
    found = _ATTRIBUTION.search(text)
    return text[: found.start()] if found and text.count(" ", 0, found.start()) > LEAST_SAID else text


def fragment(text: str) -> bool:
    """Whether the sentence, but for who said it, has no finite verb other than those of its relative clauses.

    >>> fragment("A statement about alleged secret flights."), fragment("The man who shot him was arrested.")
    (True, False)
    """
    groups = relatives = 0
    inside = many = False
    before = ""
    words = _WORD.findall(unattributed(text).replace("’", "'"))
    for word, after in zip(words, [*words[1:], ""], strict=False):
        verb = _may_be_finite(word, before, after, many=many)
        if verb and not relatives:
            return False
        groups += verb and not inside
        inside = verb or (inside and (word.endswith("ly") or word in ADVERBS))
        relatives += bool(before) and word.lower() in RELATIVE
        many |= word.lower() in PRONOUNS or _may_be_many(word)
        before = word
    return groups <= relatives


def _may_be_finite(word: str, before: str, after: str, *, many: bool) -> bool:
    """many: something before it may be its subject in the plural."""
    low, last = word.lower(), before.lower()
    if low in AUXILIARIES or low in IRREGULAR:
        return True
    counted = last in COUNTS and after.lower() in AFTER_VERBS  # "Three died in it." and no "three armed men"
    if word[0].isupper() or (last in BEFORE_NOUNS and before != "This" and not counted):  # "This leads to conflict."
        return False
    if last == "never" and is_verb(low):  # "Never drink and drive."
        return True
    if low.endswith("ed") or (low.endswith("s") and any(map(is_verb, (low[:-1], low[:-2], f"{low[:-3]}y")))):
        return True
    return many and is_verb(low) and not _ADJECTIVE.search(before)


def _may_be_many(word: str) -> bool:
    """As "Catholics" and "Germans", which the lexicon does not have; but no name, as "Xis"."""
    return word.endswith("ns") or (word.endswith("s") and any(map(lexicon().knows_english, (word, word[:-1]))))


def finite(word: str) -> bool:
    """Whether the word by itself is a finite verb: "is", "says", "arrested"."""
    return _may_be_finite(word, "", "", many=False)


@lru_cache(maxsize=REMEMBERED)
def is_verb(base: str) -> bool:
    """Whether English has it with a past in -ed, or it is an irregular verb."""
    past = (f"{base}ed", f"{base}d", f"{base}{base[-1:]}ed", f"{base[:-1]}ied")
    return base in BASES or (len(base) > 2 and base not in STOPWORDS and any(map(lexicon().knows_english, past)))
