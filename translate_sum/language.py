"""Is this text German? Decided on the text as a whole, never on one sentence: German press quotes other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from translate_sum.errors import NotGerman

WINDOW = 100  # characters judged at a time
WINDOWS = 1000  # judged at most, evenly spaced: 100,000 characters say enough, and take 0.1 s
FEWEST_LETTERS = 40  # below that the identifier guesses
CONFIDENT = 0.9  # lists of names and match results stay below, most single sentences above
FOREIGN_SHARE = 0.4  # of the letters; half German, half English is refused

GERMAN = frozenset(
    "und nicht ist auch für eine einen einem einer eines sich auf wird werden wurde wurden nach über zum zur dass "
    "haben hatte aber kein keine wir durch vom noch sind bis unter gegen seine seiner seinen ihre ihrer ihren sein "
    "mehr nur oder wenn zwischen diese dieser dieses wegen während seit sagte soll sollen kann können habe sei".split()
)
COMMON = GERMAN.union("der die das den dem des ein im am von zu mit bei aus an in er es als hat vor um so".split())
"""Words of Dutch or Danish too. One of GERMAN among three of COMMON make a window of 100 characters plainly German.

So are 2 of 40,000 windows in 45 other languages (the messages of a system's programs), and most letters of 97 % of
German news articles.
"""

LANGUAGES = {
    "af": "Afrikaans",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "fy": "Frisian",
    "ga": "Irish",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mt": "Maltese",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def check_german(text: str) -> None:
    """Raise NotGerman if much of the text is in another language; short or undecidable text passes."""
    windows = _windows(text)
    total = sum(map(_letters, windows))
    if total < FEWEST_LETTERS:
        return
    if sum(_letters(window) for window in windows if _plainly_german(window)) > (1 - FOREIGN_SHARE) * total:
        return  # whatever the rest is; the identifier takes 0.9 s of a busy core to load
    letters: Counter[str] = Counter()
    for window in windows:
        letters[_language(window)] += _letters(window)
    foreign = Counter({code: n for code, n in letters.items() if code not in ("de", "")})
    share = foreign.total() / letters.total()
    if share >= FOREIGN_SHARE:
        name = LANGUAGES[foreign.most_common(1)[0][0]]
        raise NotGerman(
            f"{share:.0%} of the text is not German but mostly {name}; "
            "give a German article, or go on with --any-language"
        )


def _windows(text: str) -> list[str]:
    """Evenly spaced pieces of the text, together all of it unless it is very long."""
    step = max(WINDOW, len(text) // WINDOWS)
    return [text[start : start + WINDOW] for start in range(0, len(text), step)]


def _plainly_german(window: str) -> bool:
    words = {*re.findall(r"[^\W\d_]+", window.lower())}
    return not GERMAN.isdisjoint(words) and len(COMMON & words) >= 3


def _language(window: str) -> str:
    """The language's code, or "" where the identifier is not sure."""
    # The identifier was trained on ordinary spelling, and itself lowers only what is upper case throughout.
    capitals = sum(c.isupper() for c in window)
    code, confidence = _identifier()(window.lower() if capitals > _letters(window) / 2 else window)
    return code if confidence >= CONFIDENT else ""


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in text)


@cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.3 s and numpy: only once there is a text

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify
