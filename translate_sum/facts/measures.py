"""Units of measure and currencies: how both languages write them, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from translate_sum.facts.finding import Language

CURRENCY = "currency"


@dataclass(frozen=True)
class Unit:
    """family: what it measures, "currency" among them; factor: how many of the family's base unit it is, 0 if unknown.

    sure: whether the word is a unit even where no number stands before it; "won" and "Mark" are not.
    """

    name: str
    family: str
    factor: float
    sure: bool


@dataclass(frozen=True)
class Mention:
    unit: Unit
    start: int
    end: int


# name | family | factor | German forms | English forms; "_" is a space;
# a form after "?" is a unit only at a number
_UNITS = """
millimetre | length | 0.001 | mm millimeter millimetern | mm millimetre millimetres millimeter millimeters
centimetre | length | 0.01 | cm zentimeter zentimetern | cm centimetre centimetres centimeter centimeters
metre | length | 1 | meter metern ? m | metre metres meter meters ? m
kilometre | length | 1000 | km kilometer kilometern | km kms kilometre kilometres kilometer kilometers
inch | length | 0.0254 | zoll | inch inches
foot | length | 0.3048 | ? fuß | feet ? foot ft
yard | length | 0.9144 | yard yards | yards ? yard
mile | length | 1609 | meile meilen | mile miles
square metre | area | 1 | m² qm quadratmeter quadratmetern |
    m² sqm square_metre square_metres square_meter square_meters
square kilometre | area | 1e6 | km² qkm quadratkilometer quadratkilometern |
    km² sq_km square_kilometre square_kilometres square_kilometer square_kilometers
hectare | area | 1e4 | hektar hektaren ? ha | hectare hectares ? ha
acre | area | 4047 | acre acres | acre acres
square foot | area | 0.0929 | quadratfuß | square_feet square_foot sq_ft
square mile | area | 2.59e6 | quadratmeile quadratmeilen | square_mile square_miles
gram | mass | 0.001 | gramm ? g | gram grams gramme grammes ? g
kilogram | mass | 1 | kg kilogramm kilo kilos | kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos
tonne | mass | 1000 | tonne tonnen ? t | tonne tonnes ton tons ? t
ounce | mass | 0.02835 | unze unzen | ounce ounces ? oz
litre | volume | 1 | liter litern | litre litres liter liters
millilitre | volume | 0.001 | ml milliliter millilitern | ml millilitre millilitres milliliter milliliters
hectolitre | volume | 100 | hl hektoliter hektolitern | hl hectolitre hectolitres hectoliter hectoliters
cubic metre | volume | 1000 | m³ kubikmeter kubikmetern | m³ cubic_metre cubic_metres cubic_meter cubic_meters
gallon | volume | 3.785 | gallone gallonen | gallon gallons
barrel | volume | 159 | barrel fass | barrel barrels
second | time | 1 | sekunde sekunden ? s sek | seconds ? second sec
minute | time | 60 | minute minuten ? min | minute minutes ? min mins
hour | time | 3600 | stunde stunden ? std h | hour hours ? hr hrs
day | time | 86400 | tag tage tagen tages | day days
week | time | 604800 | woche wochen | week weeks
month | time | 2629800 | monat monate monaten monats | month months
year | time | 31557600 | jahr jahre jahren jahres | year years
decade | time | 315576000 | ? jahrzehnt jahrzehnte jahrzehnten | ? decade decades
century | time | 3155760000 | ? jahrhundert jahrhunderte jahrhunderten | ? century centuries
km/h | speed | 1 | km/h stundenkilometer stundenkilometern kilometer_pro_stunde kilometern_pro_stunde |
    km/h kph kmh kilometres_per_hour kilometers_per_hour kilometres_an_hour kilometers_an_hour
mph | speed | 1.609 | meilen_pro_stunde mph | mph miles_per_hour miles_an_hour
knot | speed | 1.852 | knoten | knots
watt | power | 1 | watt | watt watts
kilowatt | power | 1e3 | kw kilowatt | kw kilowatt kilowatts
megawatt | power | 1e6 | mw megawatt | mw megawatt megawatts
gigawatt | power | 1e9 | gw gigawatt | gw gigawatt gigawatts
hp | power | 735.5 | ps pferdestärken | hp bhp horsepower
kilowatt-hour | energy | 1 | kwh kilowattstunde kilowattstunden | kwh kilowatt_hour kilowatt_hours
megawatt-hour | energy | 1e3 | mwh megawattstunde megawattstunden | mwh megawatt_hour megawatt_hours
gigawatt-hour | energy | 1e6 | gwh gigawattstunde gigawattstunden | gwh gigawatt_hour gigawatt_hours
terawatt-hour | energy | 1e9 | twh terawattstunde terawattstunden | twh terawatt_hour terawatt_hours
degree | temperature | 1 | ° °c grad | ° °c degree degrees celsius
fahrenheit | temperature | 0 | °f fahrenheit grad_fahrenheit | °f fahrenheit degrees_fahrenheit
percent | share | 1 | % prozent | % percent per_cent pct
percentage point | share | 1 | prozentpunkt prozentpunkte prozentpunkten | percentage_point percentage_points
per mille | share | 0.1 | ‰ promille | ‰ per_mille per_thousand
basis point | share | 0.01 | basispunkt basispunkte basispunkten | basis_point basis_points
byte | data | 1 | ? byte bytes | byte bytes
megabyte | data | 1e6 | mb megabyte megabytes | mb megabyte megabytes
gigabyte | data | 1e9 | gb gigabyte gigabytes | gb gigabyte gigabytes
terabyte | data | 1e12 | tb terabyte terabytes | tb terabyte terabytes
euro | currency | 0 | € euro euros eur | € euro euros eur
cent | currency | 0 | ? cent cents | cents ? cent
dollar | currency | 0 | $ dollar dollars usd ? buck bucks | $ dollar dollars usd ? buck bucks
pound | currency | 0 | £ pfund gbp | £ pounds gbp ? pound
pence | currency | 0 | pence penny | pence
franc | currency | 0 | chf franken sfr | chf franc francs sfr
yen | currency | 0 | ¥ yen jpy | ¥ yen jpy
yuan | currency | 0 | yuan renminbi rmb cny | yuan renminbi rmb cny
rouble | currency | 0 | rubel rub ₽ | rouble roubles ruble rubles rub ₽
krone | currency | 0 | kronen krone ? sek nok dkk | krone kroner krona kronor kronas ? crown crowns sek nok dkk
koruna | currency | 0 | czk | koruna korunas czk
rupee | currency | 0 | rupie rupien ₹ inr | rupee rupees ₹ inr
won | currency | 0 | ₩ krw ? won | ₩ krw ? won
zloty | currency | 0 | zloty złoty pln | zloty zlotys złoty pln
forint | currency | 0 | forint huf | forint forints huf
lira | currency | 0 | lira lire ₺ | lira liras lire ₺
hryvnia | currency | 0 | hrywnja griwna hrywna hrywnia ₴ uah | hryvnia hryvnias hryvnya ₴ uah
shekel | currency | 0 | schekel ₪ | shekel shekels ₪
real | currency | 0 | brl ? real reais | brl reais ? real reals
rand | currency | 0 | zar ? rand | zar ? rand rands
peso | currency | 0 | peso pesos | peso pesos
dinar | currency | 0 | dinar | dinar dinars
dirham | currency | 0 | dirham | dirham dirhams
riyal | currency | 0 | riyal rial | riyal riyals rial rials
baht | currency | 0 | baht | baht
leu | currency | 0 | ? leu lei | ? leu lei
lev | currency | 0 | lewa ? lew | leva ? lev levs
mark | currency | 0 | d-mark ? mark dm | deutschmark deutschmarks deutsche_mark deutsche_marks ? mark marks dm
schilling | currency | 0 | ? schilling | ? shilling shillings schilling schillings
bitcoin | currency | 0 | bitcoin bitcoins | bitcoin bitcoins
"""
_ADJECTIVES = {
    "day": "tägig tagelang mehrtägig",
    "week": "wöchig wochenlang mehrwöchig",
    "month": "monatig monatelang mehrmonatig",
    "year": "jährig jährlich jahrelang mehrjährig diesjährig letztjährig",
    "hour": "stündig stundenlang mehrstündig",
    "minute": "minütig minutenlang mehrminütig",
    "second": "sekündig",
    "percent": "prozentig",
    "metre": "metrig",
}
_ENDINGS = ("", "e", "en", "er", "es", "em")
_POUND = 0.4536  # in kilograms; the word is in the table as a currency

_TOKEN = re.compile(r"[^\W\d_]+(?:/h\b)?[²³]?|°[CF]?\b|[°%‰€$£¥₽₹₩₺₴₪]")
_COMPOUND = re.compile(
    r"(?P<currency>euro(?!p)|dollar|pfund|franken|rubel)\w+|"  # "Eurozone"
    r"\w+(?P<unit>meter|metern|jahre|jahren|stunden|minuten|monate|monaten|wochen|tonnen)"  # "Höhenmeter"
)
_PHRASE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){1,2}")


def _tables() -> dict[Language, dict[str, Unit]]:
    tables: dict[Language, dict[str, Unit]] = {"de": {}, "en": {}}
    by_name: dict[str, Unit] = {}
    for row in _UNITS.replace("\n    ", " ").strip().splitlines():
        name, family, factor, german, english = row.split(" | ")
        for table, forms in zip(tables.values(), (german, english), strict=True):
            certain, _, possible = forms.partition("?")
            for form in certain.split():
                table[form.replace("_", " ")] = Unit(name, family, float(factor), sure=True)
            for form in possible.split():
                table[form.replace("_", " ")] = Unit(name, family, float(factor), sure=False)
        by_name[name] = Unit(name, family, float(factor), sure=True)
    for name, stems in _ADJECTIVES.items():
        tables["de"].update({stem + ending: by_name[name] for stem in stems.split() for ending in _ENDINGS})
    return tables


_FORMS = _tables()
_SEVERAL = {language: {form.split()[0] for form in forms if " " in form} for language, forms in _FORMS.items()}


@lru_cache(maxsize=64)
def mentions(text: str, language: Language) -> tuple[Mention, ...]:
    """All units of a text, in order, a unit of several words before one of its first."""
    forms, several = _FORMS[language], _SEVERAL[language]
    return tuple(_mentions(text, forms, several))


def _mentions(text: str, forms: dict[str, Unit], several: set[str]) -> Iterator[Mention]:
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() < end:
            continue
        word = match.group().lower()
        phrase = next(_phrases(text, match.start(), forms), None) if word in several else None
        if phrase:
            yield phrase
            end = phrase.end
        elif word in forms:
            yield Mention(forms[word], match.start(), match.end())
        elif compound := _COMPOUND.fullmatch(word):
            unit = forms.get(compound["currency"] or compound["unit"])
            if unit:
                yield Mention(replace(unit, sure=False), match.start(), match.end())


def _phrases(text: str, start: int, forms: dict[str, Unit]) -> Iterator[Mention]:
    """The units of three and of two words that begin here."""
    words = _PHRASE.match(text, start)
    for phrase in (words.group(), words.group().rpartition(" ")[0]) if words else ():
        unit = forms.get(phrase.lower().replace("-", " "))
        if unit:
            yield Mention(unit, start, start + len(phrase))


def rest_of_word(text: str, start: int) -> Mention | None:
    """The unit that a German word ends with after its number: "stündige" of "zweistündige"."""
    word = _TOKEN.match(text, start)
    unit = _FORMS["de"].get(word.group().lower()) if word and len(word.group()) > 4 else None  # no "s" of "eins"
    return Mention(unit, start, word.end()) if unit and word else None


def convertible(value: float, unit: Unit, other_value: float, other: Unit) -> bool:
    """Whether one is the other in another unit, as "62 miles" are 100 km, within the 12 % of a round figure."""
    if unit.name == other.name:
        return False
    if {unit.name, other.name} == {"degree", "fahrenheit"}:
        celsius, fahrenheit = (value, other_value) if unit.name == "degree" else (other_value, value)
        return abs(celsius * 1.8 + 32 - fahrenheit) < 4
    (family, factor), (other_family, other_factor) = _physical(unit), _physical(other)
    if family != other_family or not (factor and other_factor and other_value):
        return False
    return 0.88 < value * factor / (other_value * other_factor) < 1.12


def families(unit: Unit, other: Unit) -> tuple[str, str]:
    """What the two measure; beside a weight, a pound is one too."""
    if "mass" in (unit.family, other.family):
        return _physical(unit)[0], _physical(other)[0]
    return unit.family, other.family


def _physical(unit: Unit) -> tuple[str, float]:
    return ("mass", _POUND) if unit.name == "pound" else (unit.family, unit.factor)
