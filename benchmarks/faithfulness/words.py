"""Words of the planters, from knowledge of the language alone: none comes from the detector under test."""

from __future__ import annotations

CARDINALS = tuple("two three four five six seven eight nine ten eleven twelve".split())
TENS = tuple("thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety".split())
ORDINALS = tuple("second third fourth fifth sixth seventh eighth ninth tenth".split())
CROWDS = tuple("dozens hundreds thousands millions".split())
NUMBER_WORDS = (CARDINALS, TENS, ORDINALS, CROWDS)
FRACTIONS = "half|halves|third|thirds|quarter|quarters|fifth|fifths|tenth|tenths"

# what may come in place of what; each pair differs by more than rounding
UNITS: dict[str, tuple[str, ...]] = {
    "km": ("m", "miles"),
    "m": ("km", "cm"),
    "cm": ("mm", "m"),
    "kg": ("g", "tonnes"),
    "kilometre": ("metre", "mile"),
    "kilometer": ("meter", "mile"),
    "metre": ("kilometre", "centimetre"),
    "meter": ("kilometer", "centimeter"),
    "centimetre": ("metre", "millimetre"),
    "centimeter": ("meter", "millimeter"),
    "mile": ("kilometre", "yard"),
    "foot": ("yard", "mile"),
    "tonne": ("kilogram", "pound"),
    "ton": ("kilogram", "pound"),
    "kilogram": ("gram", "tonne"),
    "kilo": ("gram", "tonne"),
    "gram": ("kilogram", "milligram"),
    "litre": ("millilitre", "hectolitre"),
    "liter": ("milliliter", "hectoliter"),
    "hectare": ("square metre", "square kilometre"),
    "acre": ("square metre", "square mile"),
    "second": ("minute", "hour"),
    "minute": ("hour", "second"),
    "hour": ("minute", "day"),
    "day": ("week", "month"),
    "week": ("day", "month"),
    "month": ("week", "year"),
    "year": ("month", "week"),
    "decade": ("year", "month"),
    "percent": ("percentage points",),
    "per cent": ("percentage points",),
    "%": (" percentage points",),
    "percentage point": ("percent",),
    "million": ("billion", "thousand"),
    "billion": ("million", "trillion"),
    "trillion": ("billion", "million"),
    "thousand": ("million",),
    "megawatt": ("kilowatt", "gigawatt"),
    "gigawatt": ("megawatt", "kilowatt"),
    "kilowatt": ("watt", "megawatt"),
    "horsepower": ("kilowatts",),
    "degree": ("percent",),
}
UNIT_PLURALS = {"foot": "feet", "century": "centuries"}
NO_PLURAL = frozenset(("per cent", *"km m cm mm kg g % percent million billion trillion thousand horsepower".split()))

# idioms ("a foot in the door", "a ton of fun", "one day") unless a figure stands before them
ONLY_AFTER_DIGITS = frozenset("second foot feet ton tons degree degrees m g day minute".split())

CURRENCY_WORDS = tuple("euro dollar yen rouble franc yuan rupee peso dirham forint".split())
CURRENCY_SIGNS = ("€", "$", "£", "¥")
CURRENCY_CODES = ("EUR", "USD", "GBP", "CHF", "JPY")
CURRENCY_IN_SOURCE = (
    r"[€$£¥]|euro|dollar|pfund|pound|yen|rubel|rouble|franken|franc|yuan|rupi|rupee|peso|\b(?:eur|usd|gbp|chf|jpy)\b"
)
UNCHANGED_PLURAL = frozenset(("yen", "yuan"))

MONTHS = tuple("January February March April May June July August September October November December".split())
MONTHS_SHORT = tuple("Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# weekdays that are no date: "Good Friday", "Sunday Times"
FEASTS = tuple("Good Black Easter Whit Ash Palm Shrove Maundy Cyber Bloody Super".split())
PAPERS = "Times|Express|Mirror|Mail|Telegraph|Night|Post|Herald"

DEMONYMS = frozenset(
    """German Germans French English British Scottish Welsh Irish Italian Italians Spanish Catalan Catalans Portuguese
    Dutch Belgian Belgians Swiss Austrian Austrians Polish Czech Slovak Hungarian Hungarians Romanian Bulgarian Greek
    Greeks Turkish Turks Russian Russians Ukrainian Ukrainians American Americans Canadian Mexican Brazilian Chinese
    Japanese Korean Koreans Indian Indians Pakistani Afghan Afghans Iranian Iraqi Syrian Syrians Israeli Israelis
    Palestinian Palestinians Arab Arabs Egyptian Libyan African Africans Asian European Europeans Swedish Norwegian
    Danish Finnish Croatian Croats Serbian Serbs Bosnian Albanian Australian Nigerian Kenyan Ethiopian Somali Bavarian
    Saxon Berliner Western Eastern Northern Southern Central Latin Islamic Muslim Muslims Christian Christians Catholic
    Protestant Jewish Jews Democratic Republican Republicans Democrat Democrats Nazi Nazis Olympic Olympics""".split()
)
TITLES = frozenset(
    """Mr Mrs Ms Dr Prof Professor Sir Lord Lady President Chancellor Minister Ministers Secretary Senator Governor
    Mayor Judge Justice General Colonel Captain Sergeant Officer King Queen Prince Princess Pope Bishop Cardinal Chief
    Director Chairman Chairwoman Coach Trainer Prime Vice Deputy Presidents
    Chancellors Interior Foreign Finance Transport Economics
    Health Environment Federal State Premier Ambassador Detective Inspector Rev Saint St Attorney Congressman
    Congresswoman Representative Rep Sen Gov Gen Lt Sgt Col Capt Miss Madame Father Sister Dad Mom Mum""".split()
)
NO_NAMES = (
    DEMONYMS
    | TITLES
    | frozenset(MONTHS + MONTHS_SHORT + WEEKDAYS)
    | frozenset(
        """I A OK TV PC CEO CFO DVD USB GPS DNA Internet God Christmas Easter Euro Euros Mon Tue
        Wed Thu Fri Sat Sun No Yes The This That These He She It We They You In On At And But Or If When What Who Why
        How Not""".split()
    )
)
# in lower case in titles too
LITTLE = frozenset("a an the of in on at to for from by with and or but as is after over into vs".split())
PARTICLES = frozenset("de von van der den di da du la le del al bin zu ter dos".split())
POINTS = frozenset("North South East West".split())
COMPASS = POINTS | frozenset("Central New Old Upper Lower".split())  # begin a name, are none
PLACE_BEFORE = frozenset("in near outside across".split())
SAID = frozenset(
    """said says told tells added adds explained explains wrote writes announced stated claimed argued insists insisted
    who thinks believes believed wants wanted warned admitted replied asked""".split()
)
COUNTRIES = frozenset(
    """USA US UK UAE Germany France Britain England Scotland Wales
    Ireland Italy Spain Portugal Netherlands Belgium Switzerland
    Austria Poland Hungary Romania Bulgaria Greece Turkey Russia Ukraine America Canada Mexico Brazil Argentina China
    Japan Korea India Pakistan Afghanistan Iran Iraq Syria Israel Palestine Egypt Libya Sudan Somalia Kenya Nigeria
    Ethiopia Sweden Norway Denmark Finland Croatia Serbia Albania Australia Yemen Lebanon Jordan Qatar Cuba Venezuela
    Colombia Chile Peru Taiwan Thailand Vietnam Indonesia Malaysia Philippines Catalonia Crimea Bavaria Europe Africa
    Asia""".split()
)
CITIES = frozenset("Berlin Munich Hamburg Cologne London Paris Rome Madrid Moscow Washington Beijing Vienna".split())
# several names for one thing: a swap among these would change nothing
ALIASES = (
    frozenset(("US", "USA", "America", "United States", "Washington", "Americans")),
    frozenset(("UK", "Britain", "Great Britain", "England", "United Kingdom", "London")),
    frozenset(("EU", "European Union", "Europe", "Brussels")),
    frozenset(("SPD", "Social Democrats")),
    frozenset(("CDU", "CSU", "Union", "Christian Democrats")),
    frozenset(("Greens", "Alliance", "Green Party")),
    frozenset(("UN", "United Nations")),
    frozenset(("Russia", "Moscow", "Kremlin")),
    frozenset(("China", "Beijing")),
    frozenset(("North Korea", "Pyongyang")),
    frozenset(("South Korea", "Seoul")),
    frozenset(("Germany", "Berlin", "Federal Republic")),
    frozenset(("Netherlands", "Holland")),
    frozenset(("Bayern", "Munich", "FC Bayern", "Bayern Munich")),
)

BE_AND_MODALS = "is|are|was|were|will|would|should|could|must"
NEGATIVES = frozenset(
    """not no never none nobody nothing nowhere neither nor without cannot hardly barely rarely seldom scarcely few
    little unable fail failed fails refuse refused lack lacks""".split()
)
