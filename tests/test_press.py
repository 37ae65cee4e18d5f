from __future__ import annotations

import doctest
import re
import textwrap
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_sum import press
from translate_sum.press import dissect

SEED = Path(__file__).parent.parent / "seeds" / "000_dfae6e4b09aa7372.txt"
TITLE = "Kanzler reist nach Rom"
BODY = "Die Regierung hat am Montag den Haushalt beschlossen. Das sagte der Sprecher."

WHOLE = [
    # what stands on a line of its own, its kind, and what it tells: byline, agency, dateline, published
    ("Von Reuters", "byline", "Reuters", "Reuters", None, None),
    ("Von Anna Schmidt", "byline", "Anna Schmidt", None, None, None),
    ("Von Anna Schmidt, Berlin", "byline", "Anna Schmidt", None, None, None),
    ("Von Anna Schmidt und Max Mustermann", "byline", "Anna Schmidt und Max Mustermann", None, None, None),
    ("Von Anna Schmidt, Max Moritz und Lea Lenz", "byline", "Anna Schmidt, Max Moritz und Lea Lenz", None, None, None),
    ("Von Hans-Peter Müller-Lüdenscheidt, dpa", "byline", "Hans-Peter Müller-Lüdenscheidt", "dpa", None, None),
    ("Von Dr. Hans Meier (AFP)", "byline", "Dr. Hans Meier", "AFP", None, None),
    ("Von A. B. Meier", "byline", "A. B. Meier", None, None, None),
    ("Von Karl-Theodor zu Guttenberg", "byline", "Karl-Theodor zu Guttenberg", None, None, None),
    ("Von Ursula von der Leyen", "byline", "Ursula von der Leyen", None, None, None),
    ("VON ANNA SCHMIDT", "byline", "ANNA SCHMIDT", None, None, None),
    ("--- Von Anna Schmidt, dpa-AFX ---", "byline", "Anna Schmidt", "dpa-AFX", None, None),
    ("*Von Anna Schmidt*", "byline", "Anna Schmidt", None, None, None),
    ("Ein Kommentar von Anna Schmidt", "byline", "Anna Schmidt", None, None, None),
    ("Text: Anna Schmidt", "byline", "Anna Schmidt", None, None, None),
    ("Von unserer Redaktion", "byline", "unserer Redaktion", None, None, None),
    ("Von unserem Korrespondenten Max Müller", "byline", "unserem Korrespondenten Max Müller", None, None, None),
    ("(dpa)", "agency", None, "dpa", None, None),
    ("AFP", "agency", None, "AFP", None, None),
    ("rtr", "agency", None, "rtr", None, None),
    ("dpa/tmn", "agency", None, "dpa/tmn", None, None),
    ("APA/dpa", "agency", None, "APA/dpa", None, None),
    ("jhe/epd", "agency", None, "jhe/epd", None, None),
    ("BERLIN (dpa) –", "dateline", None, "dpa", "BERLIN", None),
    ("WIEN, 3. Okt (Reuters)", "dateline", None, "Reuters", "WIEN", "3. Okt"),
    ("Stand: 03.04.2024, 14:30 Uhr", "published", None, None, None, "03.04.2024, 14:30 Uhr"),
    ("Stand: April 2024", "published", None, None, None, "April 2024"),
    ("Veröffentlicht am 3. April 2024", "published", None, None, None, "3. April 2024"),
    ("Zuletzt aktualisiert: 3.4.2024 um 9.05 Uhr", "published", None, None, None, "3.4.2024 um 9.05 Uhr"),
    ("Mittwoch, 3. April 2024", "published", None, None, None, "Mittwoch, 3. April 2024"),
    ("Berlin, den 3. April 2024", "published", None, None, None, "3. April 2024"),
    ("2024-04-03T14:30", "published", None, None, None, "2024-04-03T14:30"),
    ("(Korrektur)", "correction", None, None, None, None),
    ("KORREKTUR", "correction", None, None, None, None),
    ("(Wiederholung)", "correction", None, None, None, None),
    ("(Berichtigt: Vorname im 2. Absatz)", "correction", None, None, None, None),
    ("Korrektur: In einer früheren Version hieß es, er sei tot.", "correction", None, None, None, None),
    ("Sperrfrist: Montag, 3. April, 18 Uhr", "embargo", None, None, None, None),
    ("SPERRFRIST: 18.00 Uhr", "embargo", None, None, None, None),
    ("Achtung, Sperrfrist bis Montag, 18 Uhr", "embargo", None, None, None, None),
    ("Foto: dpa", "credit", None, None, None, None),
    ("(Foto: privat)", "credit", None, None, None, None),
    ("Foto: Michael Kappeler/dpa/Archiv", "credit", None, None, None, None),
    ("Bild: picture alliance/dpa", "credit", None, None, None, None),
    ("Foto: imago images / Sven Simon", "credit", None, None, None, None),
    ("Symbolbild: Getty Images", "credit", None, None, None, None),
    ("Stefan Sauer/dpa", "credit", None, None, None, None),
    ("© AFP/Archiv", "credit", None, None, None, None),
    ("(c) dpa", "credit", None, None, None, None),
    ("Lesen Sie auch: Nordkorea testet Rakete", "teaser", None, None, None, None),
    ("Lesen Sie hier, wie es weitergeht: Der Streit", "teaser", None, None, None, None),
    ("Lesen Sie dazu auch unseren Kommentar.", "teaser", None, None, None, None),
    ("Mehr zum Thema", "teaser", None, None, None, None),
    ("Das könnte Sie auch interessieren:", "teaser", None, None, None, None),
    ("source site-20", "footer", None, None, None, None),
    ("Quelle: dpa", "footer", None, "dpa", None, None),
    ("Quelle: ntv.de, jhe/dpa", "footer", None, None, None, None),
    ("Quelle: https://example.org/artikel?id=1", "footer", None, None, None, None),
    ("© dpa-infocom, dpa:230401-99-123456/2", "footer", None, None, None, None),
    ("dpa:230401-99-123456/2", "footer", None, None, None, None),
    ("(c) 2024 Neue Zeitung", "footer", None, None, None, None),
    ("(Bericht von Jack Kim, redigiert von Lea Lenz. Rückfragen an die Redaktion)", "footer", None, None, None, None),
    ("* * *", "other", None, None, None, None),
]

FALSE_FRIENDS = [
    "Von Anfang an war klar, dass die Koalition hält.",
    "Von Anfang an",
    "Von Reuters befragte Analysten erwarten einen Anstieg.",
    "Von Haus zu Haus",
    "Von Drohnen und Menschen",
    "Von Berlin nach Rom",
    "Von Olaf Scholz war am Montag nichts zu hören.",
    "Rücktritt von Olaf Scholz",
    "Kommentar der Woche",
    "Interview: Das sagt der Kanzler zur Lage",
    "Reuters meldete das.",
    "Der dpa sagte er das.",
    "APA Group",
    "Foto: Ein Mann steht vor dem Haus.",
    "Foto: Was auf dem Bild zu sehen ist",
    "Bild: Die Lage sei ernst, sagte er.",
    "Video: Was bisher geschah",
    "Quelle: Die Zahlen stammen vom Bundesamt.",
    "Quellen: Regierungskreise erwarten Rücktritt",
    "source of the problem is unknown",
    "(c) Die Mitgliedstaaten verpflichten sich zur Hilfe.",
    "Stand: Die Arbeiten dauern an.",
    "Am 3. April 2024 begann der Prozess.",
    "2024 war ein gutes Jahr",
    "Sperrfrist für Tickets endet am Montag",
    "Sperrfrist nicht eingehalten",
    "Korrektur am Aktienmarkt",
    "Korrektur: Die Börse gibt nach",
    "Lesen Sie auch in der Bibel, sagte der Pfarrer.",
    "Mehr zum Thema Klimawandel erfahren Besucher im Museum.",
    "Mehr dazu am Abend.",
    "Weitere Nachrichten aus Berlin erschüttern die Börse",
]

DATELINES = [
    # as it stands before the text, then dateline, agency, published
    ("SEOUL (Reuters) – ", "SEOUL", "Reuters", None),
    ("BERLIN (dpa/tmn) - ", "BERLIN", "dpa/tmn", None),
    ("Berlin/München (dpa) – ", "Berlin/München", "dpa", None),
    ("Frankfurt am Main (dpa/lhe) - ", "Frankfurt am Main", "dpa/lhe", None),
    ("Frankfurt (Oder) (dpa/bb) - ", "Frankfurt (Oder)", "dpa/bb", None),
    ("Bad Homburg vor der Höhe (dpa) - ", "Bad Homburg vor der Höhe", "dpa", None),
    ("WIEN, 3. Okt (Reuters) - ", "WIEN", "Reuters", "3. Okt"),
    ("WIEN, 3. Oktober – ", "WIEN", None, "3. Oktober"),
    ("BERLIN, 03.04.2024 (AFP) - ", "BERLIN", "AFP", "03.04.2024"),
    ("NEW YORK/LONDON, 3. Apr (Reuters) – ", "NEW YORK/LONDON", "Reuters", "3. Apr"),
    ("Washington/New York (AFP) -- ", "Washington/New York", "AFP", None),
    ("Tel Aviv, Gaza (AFP) – ", "Tel Aviv, Gaza", "AFP", None),
    ("Rio de Janeiro (AP) — ", "Rio de Janeiro", "AP", None),
    ("St. Gallen (sda) – ", "St. Gallen", "sda", None),
    ("Vatikanstadt (KNA) ", "Vatikanstadt", "KNA", None),
    ("Überlingen (epd) ", "Überlingen", "epd", None),
    ("Frankfurt am Main (dpa/lhe) ", "Frankfurt am Main", "dpa/lhe", None),
    ("Berlin – ", "Berlin", None, None),
    ("BERLIN - ", "BERLIN", None, None),
    ("Gießen. ", "Gießen", None, None),
    ("St. Gallen. ", "St. Gallen", None, None),
    ("Rom. ", "Rom", None, None),
    ("Idar-Oberstein/Bad Kreuznach. ", "Idar-Oberstein/Bad Kreuznach", None, None),
    ("Frankfurt/Main – ", "Frankfurt/Main", None, None),
    ("Halle (Saale) – ", "Halle (Saale)", None, None),
    ("Kleinkleckersdorf/Köln. ", "Kleinkleckersdorf/Köln", None, None),
    ("Vatikanstadt (KNA) – ", "Vatikanstadt", "KNA", None),
    ("Halle/Saale (epd). ", "Halle/Saale", "epd", None),
    ("Düsseldorf (dpa-AFX) - ", "Düsseldorf", "dpa-AFX", None),
    ("Berlin (AFP, Reuters) – ", "Berlin", "AFP, Reuters", None),
    ("Köln (SID) -", "Köln", "SID", None),
    ("Berlin/dpa. ", "Berlin", "dpa", None),
    ("BERLIN taz | ", "BERLIN", "taz", None),
    ("(sda) ", None, "sda", None),
    ("(dpa) - ", None, "dpa", None),
]

NO_DATELINES = [
    "Die Nachrichtenagentur (dpa) meldete am Montag einen Vorfall.",
    "Die Deutsche Presse-Agentur (dpa) - eine Genossenschaft - meldete das.",
    "Berlin – das ist eine Stadt.",
    "Berlin – Tor zum Osten",
    "Köln – Bremen endete 2:1.",
    "Kleinkleckersdorf. Die Regierung tagt.",
    "NATO – Das Bündnis tagt.",
    "Wissen. Das ist Macht.",
    "Die Deutsche Presse-Agentur (dpa) Hamburg meldete das.",
    "Katholische Nachrichten-Agentur (KNA) Bonn war die Quelle.",
    "Gute Nacht. Das war alles.",
    "Merkel (CDU) Berlin. Die Kanzlerin.",
    "Am 3. Oktober – dem Feiertag – bleibt geschlossen.",
    "Merkel (CDU) – sie war Kanzlerin – schrieb ein Buch.",
    "Berlin, 3. Liga - Das ist neu.",
]

TITLES = [
    # first line as it stands, title, kinds of what is taken off it
    ("Dax steigt", "Dax steigt", []),
    ("Dax steigt Von Reuters", "Dax steigt", ["byline"]),
    ("Dax steigt Von Anna Schmidt, Frankfurt", "Dax steigt", ["byline"]),
    ("Dax steigt (dpa)", "Dax steigt", ["agency"]),
    ("Dax steigt (Korrektur)", "Dax steigt", ["correction"]),
    ("Dax steigt Von Reuters (Wiederholung)", "Dax steigt", ["byline", "correction"]),
    ("KORREKTUR: Dax steigt", "Dax steigt", ["correction"]),
    ("(Korrektur) Dax steigt", "Dax steigt", ["correction"]),
    ("# Dax steigt", "Dax steigt", ["other"]),
    ("Dax steigt – und jetzt?", "Dax steigt – und jetzt?", []),
    ("„Der Dax ist am Ende“", "„Der Dax ist am Ende“", []),
    ("Analysten von Reuters", "Analysten von Reuters", []),
    ("VON WEGEN SOMMERLOCH", "VON WEGEN SOMMERLOCH", []),
]


def ink(*texts: str | None) -> Counter[str]:
    return Counter(c for text in texts for c in text or "" if not c.isspace())


def article(*paragraphs: str) -> str:
    return "\n\n".join((TITLE, *paragraphs))


def test_the_seed() -> None:
    parts = dissect(SEED.read_text("utf-8"))
    assert parts.title == (
        "Nordkorea und China verpflichten sich, ihre Beziehungen in hochrangigen Gesprächen in Peking zu stärken"
    )
    assert (parts.byline, parts.agency, parts.dateline, parts.published) == ("Reuters", "Reuters", "SEOUL", None)
    assert len(parts.paragraphs) == 10
    assert parts.paragraphs[0].startswith("Nordkoreanische und chinesische Beamte haben sich")
    assert [(left.kind, left.text, left.line) for left in parts.left_out] == [
        ("byline", "Von Reuters", 1),
        ("dateline", "SEOUL (Reuters) –", 5),
        ("footer", "source site-20", 25),
    ]


@pytest.mark.parametrize(("line", "kind", "byline", "agency", "dateline", "published"), WHOLE)
def test_a_line_of_furniture(
    line: str, kind: str, byline: str | None, agency: str | None, dateline: str | None, published: str | None
) -> None:
    parts = dissect(article(line, BODY))
    assert [(left.kind, left.text, left.line) for left in parts.left_out] == [(kind, line, 3)]
    assert (parts.title, parts.paragraphs) == (TITLE, (BODY,))
    assert (parts.byline, parts.agency, parts.dateline, parts.published) == (byline, agency, dateline, published)


@pytest.mark.parametrize("line", [row[0] for row in WHOLE])
def test_furniture_needs_no_blank_lines_around_it(line: str) -> None:
    parts = dissect(f"{TITLE}\n{line}\n{BODY}")
    assert (parts.title, parts.paragraphs, parts.left_out[0].text) == (TITLE, (BODY,), line)


@pytest.mark.parametrize("line", FALSE_FRIENDS)
def test_body_that_begins_like_furniture_stays_body(line: str) -> None:
    parts = dissect(article(line, BODY))
    assert (parts.paragraphs, parts.left_out) == ((line, BODY), ())


@pytest.mark.parametrize(("start", "dateline", "agency", "published"), DATELINES)
def test_datelines(start: str, dateline: str | None, agency: str | None, published: str | None) -> None:
    parts = dissect(article(start + BODY))
    assert (parts.dateline, parts.agency, parts.published) == (dateline, agency, published)
    if agency or dateline:
        assert parts.paragraphs == (BODY,)
        assert [left.text for left in parts.left_out] == [start.strip()]
    else:
        assert parts.paragraphs == (start + BODY,)


@pytest.mark.parametrize("text", NO_DATELINES)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    parts = dissect(article(text))
    assert (parts.paragraphs, parts.dateline, parts.left_out) == ((text,), None, ())


def test_the_dateline_may_follow_a_lead_but_comes_once() -> None:
    again = f"ROM (AFP) – {BODY}"
    parts = dissect(article("Eine Reise mit vielen Fragen.", f"BERLIN (dpa) – {BODY}", again))
    assert (parts.dateline, parts.agency) == ("BERLIN", "dpa")
    assert parts.paragraphs == ("Eine Reise mit vielen Fragen.", BODY, again)


def test_a_place_that_begins_a_line_within_a_sentence_is_no_dateline() -> None:
    parts = dissect(article("Am Abend trafen sich die Gegner aus\nBerlin. Die Polizei kam, sagten alle."))
    assert (parts.paragraphs[-1], parts.left_out) == ("Berlin. Die Polizei kam, sagten alle.", ())


@pytest.mark.parametrize(("line", "title", "kinds"), TITLES)
def test_titles(line: str, title: str, kinds: list[str]) -> None:
    parts = dissect(f"{line}\n\n{BODY}")
    assert (parts.title, parts.paragraphs) == (title, (BODY,))
    assert sorted(left.kind for left in parts.left_out) == kinds


@pytest.mark.parametrize(
    "first",
    [
        "Die Sonne scheint.",
        "Er sagte: „Die Sonne scheint.“",
        "Das ist eine lange Frage, die keine Schlagzeile mehr ist, weil sie sich über viele Wörter und Nebensätze "
        "hinzieht und niemand sie so drucken würde, oder doch?",
        "BERLIN (dpa) – Kanzler reist nach Rom",
        "Ein Absatz ohne Punkt, der viel zu lang für eine Schlagzeile ist " * 4,
    ],
)
def test_a_first_paragraph_is_no_title(first: str) -> None:
    parts = dissect(f"{first}\n\n{BODY}")
    assert parts.title is None
    assert len(parts.paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        ("Dax steigt", "Dax steigt", ()),
        ("Dax steigt.", None, ("Dax steigt.",)),
        ("Steigt der Dax?", None, ("Steigt der Dax?",)),
        ("Dax steigt\n\nsource site-20", "Dax steigt", ()),
        ("source site-20", None, ()),
        ("", None, ()),
        (" \n\t\n", None, ()),
    ],
)
def test_very_short_texts(text: str, title: str | None, paragraphs: tuple[str, ...]) -> None:
    parts = dissect(text)
    assert (parts.title, parts.paragraphs) == (title, paragraphs)


@pytest.mark.parametrize(
    ("paragraph", "kept", "kind", "taken"),
    [
        ("Das sagte er am Montag. (dpa)", "Das sagte er am Montag.", "agency", "(dpa)"),
        ("Er sagte: „Ja.“ (APA/dpa)", "Er sagte: „Ja.“", "agency", "(APA/dpa)"),
        ("Kim bei einer Parade. Foto: KCNA/dpa", "Kim bei einer Parade.", "credit", "Foto: KCNA/dpa"),
        ("Kim bei einer Parade. (Foto: dpa)", "Kim bei einer Parade.", "credit", "(Foto: dpa)"),
        ("## Hintergrund", "Hintergrund", "other", "##"),
        ("> Das sagte er am Montag.", "Das sagte er am Montag.", "other", ">"),
    ],
)
def test_furniture_at_the_edge_of_a_paragraph(paragraph: str, kept: str, kind: str, taken: str) -> None:
    parts = dissect(article(BODY, paragraph))
    assert parts.paragraphs == (BODY, kept)
    assert [(left.kind, left.text, left.line) for left in parts.left_out] == [(kind, taken, 5)]


def test_agency_within_a_sentence_stays() -> None:
    text = "Das meldete die Nachrichtenagentur (dpa)"
    assert dissect(article(BODY, text)).paragraphs == (BODY, text)


def test_segments_of_a_line_are_told_apart() -> None:
    parts = dissect(article("Von Anna Schmidt | 03.04.2024, 14:30 Uhr", BODY))
    assert (parts.byline, parts.published) == ("Anna Schmidt", "03.04.2024, 14:30 Uhr")
    assert [left.text for left in parts.left_out] == ["Von Anna Schmidt |", "03.04.2024, 14:30 Uhr"]


def test_links_below_a_teaser_are_teasers_up_to_the_blank_line() -> None:
    parts = dissect(article(BODY, "Mehr zum Thema\nNordkorea testet Rakete\nChina warnt Taiwan", "Ein Ausblick"))
    assert parts.paragraphs == (BODY, "Ein Ausblick")
    assert [left.text for left in parts.left_out] == ["Mehr zum Thema", "Nordkorea testet Rakete", "China warnt Taiwan"]


def test_a_sentence_below_a_teaser_is_body() -> None:
    assert dissect(article(f"Lesen Sie auch: Der Streit\n{BODY}")).paragraphs == (BODY,)


def test_dates_in_a_chronicle_are_headings() -> None:
    parts = dissect(article(BODY, "Freitag, 8. Februar 2008", BODY, "Samstag, 9. Februar 2008", BODY))
    assert parts.paragraphs == (BODY, BODY, "Samstag, 9. Februar 2008", BODY)


def test_a_stated_date_counts_before_the_day_of_the_dateline() -> None:
    parts = dissect(article(f"WIEN, 3. Okt (Reuters) – {BODY}", "Stand: 04.10.2024"))
    assert parts.published == "04.10.2024"


def test_furniture_before_the_title() -> None:
    parts = dissect(f"dpa\nSperrfrist: 18 Uhr\n\n{TITLE}\n\n{BODY}")
    assert (parts.title, parts.agency, parts.paragraphs) == (TITLE, "dpa", (BODY,))


# Lines and paragraphs

PROSE = [
    "Die Bundesregierung hat am Montag in Berlin nach langen Verhandlungen den Haushalt für das kommende Jahr "
    "beschlossen und dabei auf neue Schulden verzichtet.",
    "Der US-Präsident und die EU-Kommission hatten zuvor mit Sonderzöllen gedroht, was an den Märkten für Unruhe "
    "sorgte; der Dax verlor zeitweise drei Prozent. Am 3. Oktober soll weiter verhandelt werden.",
    "Das Auswärtige Amt wollte sich dazu nicht äußern.",
]


@pytest.mark.parametrize("width", range(50, 96, 3))
def test_hard_wrapped_lines_are_joined(width: int) -> None:
    wrapped = ["\n".join(textwrap.wrap(p, width)) for p in PROSE]
    assert dissect(article(*wrapped)).paragraphs == tuple(PROSE)


def test_rows_of_a_table_are_not_joined_though_the_text_is_wrapped() -> None:
    rows = ["| Partei | Prozent der Stimmen | Sitz|", "| CDU | 31,4 | 42 |", "| SPD | 22,1 | 29 |"]
    wrapped = ["\n".join(textwrap.wrap(p, 38)) for p in PROSE]
    assert dissect(article(*wrapped, "\n".join(rows))).paragraphs == (*PROSE, *rows)


def test_one_paragraph_a_line_without_blank_lines() -> None:
    parts = dissect("\n".join([TITLE, *PROSE]))
    assert (parts.title, parts.paragraphs) == (TITLE, tuple(PROSE))


def test_short_lines_are_paragraphs_of_their_own() -> None:
    lines = ["Bayern München schlägt Köln 3:1", "Leipzig und Mainz 0:0", "Hamburg verliert in Kiel", "Ulm steigt ab"]
    assert dissect("\n".join([TITLE, "", *lines])).paragraphs == tuple(lines)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("die NATO-\nAußenminister", "die NATO-Außenminister"),
        ("am Sams-\ntag bei Lever-\nkusen", "am Samstag bei Leverkusen"),
        ("der SPD-\ngeführte Senat", "der SPD-geführte Senat"),
        ("die E-\nmail", "die E-mail"),
        ("die Bundes-\nund Landespolitik", "die Bundes- und Landespolitik"),
        ("ein Mann\nmit Hund", "ein Mann mit Hund"),
        ("am Sams-\ntag", "am Samstag"),
        ("bei Lever-\nkusen", "bei Leverkusen"),
        ("die Kos-\nten", "die Kosten"),
        ("1,2 Milliar-\nden Euro", "1,2 Milliarden Euro"),
        ("der Bundesverkehrs-\nminister", "der Bundesverkehrsminister"),
        ("Baden-Würt-\ntemberg", "Baden-Württemberg"),
        ("in Nord-\nrhein-Westfalen", "in Nordrhein-Westfalen"),
        ("in Nordrhein-\nWestfalen", "in Nordrhein-Westfalen"),
        ("Rhein-\nMain", "Rhein-Main"),
        ("CDU-\nPolitiker", "CDU-Politiker"),
        ("Ost-\nund Westdeutschland", "Ost- und Westdeutschland"),
        ("Auto- und Bahn-\nverkehr", "Auto- und Bahnverkehr"),
        ("ein Kür-\nbis", "ein Kürbis"),
        ("US-\namerikanische Gäste", "US-amerikanische Gäste"),
        ("US-ame-\nrikanische Gäste", "US-amerikanische Gäste"),
        ("eine 30-\njährige Frau", "eine 30-jährige Frau"),
        ("eine E-\nmail", "eine E-mail"),
        ("deutsch-\nfranzösischer Vertrag", "deutsch-französischer Vertrag"),
        ("rot-\ngrüne Koalition", "rot-grüne Koalition"),
        ("schleswig-\nholsteinische Küste", "schleswig-holsteinische Küste"),
        ("Ban Ki-\nmoon. Das war Ban Ki-moon", "Ban Ki-moon. Das war Ban Ki-moon"),
    ],
)
def test_joints(lines: str, joined: str) -> None:
    before = "Am Abend trafen sich vor dem Kanzleramt, das seit Tagen belagert wird,"
    text = f"{before}\nnoch einmal dieselben Leute, und das waren nach Angaben der Polizei\n{lines}.\n"
    assert dissect(article(text)).paragraphs[0].endswith(f"Polizei {joined}.")


# Laws

LINES = st.one_of(
    st.sampled_from([row[0] for row in WHOLE + TITLES] + FALSE_FRIENDS + NO_DATELINES + PROSE + [BODY, TITLE]),
    st.sampled_from([row[0] for row in DATELINES]).map(lambda start: start + BODY),
    st.text(max_size=120),
    st.text("AbÄß .,:()/-–#>|„“1", max_size=120),
)
TEXTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", " ", "\n \n"])), max_size=12).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_character_is_kept_exactly_once(text: str) -> None:
    parts = dissect(text)
    came = ink(parts.title, *parts.paragraphs, *(left.text for left in parts.left_out))
    broken = len(re.findall(r"\w-\s*\n", text))
    assert came <= ink(text) <= came + Counter({"-": broken})


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_parts_are_filled_single_lines_in_order(text: str) -> None:
    parts = dissect(text)
    assert all(p == p.strip() and p and "\n" not in p for p in parts.paragraphs)
    lines = [left.line for left in parts.left_out]
    assert lines == sorted(lines)
    source = text.split("\n")
    assert all(ink(left.text.split()[0]) <= ink(source[left.line - 1]) for left in parts.left_out)


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_plain_prose_comes_back_as_it_is(paragraphs: list[str]) -> None:
    assert dissect("\n\n".join(paragraphs)).paragraphs == tuple(paragraphs)


@pytest.mark.parametrize("part", ["A-", "Von A ", "Foto: A/", "Ab & ", "(", "1. ", "Berlin, ", "Montag um ", "dpa/"])
def test_no_line_takes_long(part: str) -> None:
    started = time.perf_counter()
    dissect(article(*[f"{lead}{part * (480 // len(part))}." for lead in ("", "Von ", "Foto: ", "Sperrfrist ")]))
    assert time.perf_counter() - started < 10  # a pattern that backtracks without bound takes hours


def test_the_example_in_the_docstring() -> None:
    assert doctest.testmod(press).failed == 0
