"""German sentences and clauses: a table of press traps, and the laws that hold for any text."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.document import Article
from translate_sum.segment import segment, split, split_clauses

# Each row is a text; a bar stands where one sentence ends and the next begins.
ORDINALS = """
Der 1. FC Köln hat verloren. |Der Trainer geht.
Am 12. Spieltag trifft Bayern auf den 1. FC Union.
Der 3. Platz reicht nicht. |Wir wollen mehr.
Am 3. Oktober ist Feiertag.
Sie feierte ihren 90. Geburtstag in Bonn.
Ludwig XIV. regierte Frankreich.
Papst Johannes Paul II. besuchte Polen.
Es sprach Papst Benedikt XVI. |Danach beteten alle.
Königin Elisabeth II. |Am Abend reiste sie ab.
Im 19. Jahrhundert war das anders.
Der 6. Strafsenat des Oberlandesgerichts urteilte.
Zum 50. Mal treffen sich die Chefs.
Er wurde 1990. |Sie kam später.
Das war im Jahr 2023. |Danach ging alles schnell.
Die Mauer fiel 1989. |Merkel war damals Physikerin.
Sie kam als 1000. Besucher und der 1.000.000. Artikel erschien.
Er landete auf Platz 3. |Merkel gratulierte.
Die Zahl der Toten stieg auf 20. |Retter suchen weiter.
Bayern gewann mit 2:1. |Danach feierten die Fans.
Das Spiel endete 0:0. |Stranzl hatte gefehlt.
Im letzten Jahr waren es 5.000. |Mexikos Minister schweigt.
1. Die Regierung tagt. |2. Der Bundestag auch.
Hier lebten 2019 noch drei Familien. |2020 zogen sie weg.
Die Proteste wurden niedergeschlagen. |3.000 Menschen sollen gestorben sein.
Die Feuerwehr rückte an. |20 Löschzüge waren vor Ort.
Am Sonntag, dem 9. Juli, in der 1. und 2. Liga.
Sie spielt in der 2. Bundesliga, er beim 1. FSV Mainz 05.
Der 20. Deutsche Bundestag wählte am 8. Dezember.
Die Gruppe B. |Frankreich gewann.
"""
DATES = """
Am 31. Dez. 2023 endete die Frist.
Das Gesetz gilt ab 1.1.2027. |Danach wird geprüft.
Es gilt seit dem 1. 1. 2027 im ganzen Land.
Um 14.30 Uhr beginnt die Sitzung.
Er kam um 20.15 Uhr. |Sie war schon da.
Die Sitzung dauert bis 14.30. |Dann ist Pause.
Vom 3. bis 5. Mai tagt der Rat.
Am 24.12. ist Heiligabend.
Das war am 11. September. |Seither ist alles anders.
Die Frist endet am 15. Mai. |Im Juni folgt der Bericht.
Am Mo., 3. Mai, und am Di., 4. Mai, ist geschlossen.
Am 3. Aug. 2017 wurde der Bericht veröffentlicht.
Caesar starb 44 v. Chr. in Rom.
Das geschah um 500 n. Chr. |Danach zerfiel das Reich.
Die Kirche stammt aus dem 12. Jh. und steht noch.
Die Burg stammt aus dem 12. Jh. |Sie verfiel bald.
"""
ABBREVIATIONS = """
Der Umsatz lag bei 80,9 Mio. Euro, der Verlust bei 2 Mrd. Euro.
Der Umsatz stieg auf 80 Mio. |Der Gewinn sank.
Der Gewinn betrug 2 Mrd. |Das ist ein Rekord.
Es kamen ca. 300 Menschen bzw. Familien.
Teure Güter wie z. B. Autos u. a. Waren sind betroffen.
Teure Güter wie z.B. Autos sind betroffen.
Es sprachen Merkel, Scholz u. a. |Die Sitzung endete spät.
Ein Bündnis, d. h. Die Linke und SPD, stimmt zu.
Das gilt i. d. R. Montags nicht.
Betroffen sind v. a. Familien.
Sie kauft Äpfel, Birnen o. ä. Waren.
Sie kauft Äpfel, Birnen o. ä. |Der Preis steigt.
Reis, Benzin usw. sind knapp.
Reis, Benzin usw. |Minister Habeck warnt.
Strom, Gas, Wasser etc. |Alles wird teurer.
Strom, Gas etc. werden teurer.
Dr. med. Eva Maier leitet die Klinik.
Prof. Dr. Müller und Dipl.-Ing. Schmidt kamen.
Prof. Dr. Dr. h. c. Karl Lehmann sprach.
Dr.-Ing. Weber und Mag. Huber kamen.
Der FC St. Pauli gewann. |St. Gallen verlor.
In St. Moritz schneit es.
Er wohnt in der Bahnhofstr. 5 in Bonn.
Er wohnt in der Bahnhofstr. |Sie wohnt nebenan.
Er wohnt Berliner Str. 12.
Zimmer Nr. 7 ist frei, Nr. 8 nicht.
Vgl. S. 12 und Abs. 2 des Vertrags.
Nach Art. 5 GG ist die Presse frei.
Finnwale sind eine gefährdete Art. |In Island jagt man sie.
Nach § 3 Abs. 1 S. 2 BGB gilt das nicht.
Das Urteil (Az. 1 BvR 16/13) ist rechtskräftig.
Das Urteil trägt das Az. 3 StR 5/20. |Es ist rechtskräftig.
Der Chaos Computer Club e. V. klagte.
Er leitet den Verein Lobby e. V. |Der hat 30 Mitglieder.
Die Müller GmbH & Co. KG ist pleite. |Die Firma schließt.
Botschafter a. D. Ischinger warnte.
Er ist Minister a. D. |Sie ist Richterin.
In Frankfurt a. M. und Freiburg i. Br. wird gestreikt.
Er lebt in Frankfurt a. M. |Die Stadt ist teuer.
Frau Maier, geb. Schulze, verh. Huber, klagte.
Das Spiel Österreich vs. Russland endete 2:4.
Die sog. Reichsbürger, lt. Polizei rund 50, kamen.
Er sprach inkl. Pause 40 Min. über Geld.
Der Flug dauert 40 Min. |Danach wird gelandet.
Hr. Müller und Fr. Maier kamen mit Msgr. Huber.
Die Neutrino Inc. |Angeblich ist sie pleite.
Gem. Abs. 2 Nr. 3 ff. gilt das.
Die Fa. Bosch und die Gebr. Meyer liefern.
Tel. 030 12345 ist besetzt.
Die Volkswagen AG. |Sie baut Autos.
Er siegte in der Kategorie Foto u. v. a. Bereichen.
"""
NAMES = """
Die Autorin J. K. Rowling schreibt.
Präsident George W. Bush reiste ab. |Seine Frau blieb.
Der Arzt Hans-D. Müller half.
Angeklagt ist Thomas K. |Der Mann schweigt.
Der Angeklagte Mustafa K. soll geschossen haben.
K.-H. Rummenigge und F. J. Strauß trafen sich.
Die U.S. Army und J.P. Morgan schweigen.
Yahoo! Japan wächst. |Yahoo! ist alt.
Der Fairphone hat Version 4.2.2. |Es ist neu.
Martin Luther King Jr. Boulevard heißt die Straße.
Er spielt bei Schalke 04. |Das weiß jeder.
Das ist Plan B. |Merkel hat keinen Plan C.
Die Firma S.Oliver und Spiegel.de schweigen.
Die Aktie fiel. |eBay legte zu.
Der Kurs stieg. |iPhone-Verkäufe halfen.
Dr. Oetker und Ch. Lindner stritten.
König Rama IX. (Bhumibol) von Thailand starb.
"""
QUOTES = """
„Wir kommen.“ sagte er.
„Wir kommen.“ |Er ging.
„Wir kommen“, sagte er. |Sie nickte.
„Kommt ihr?“, fragte sie. |Niemand kam.
„Kommt ihr?“ fragte sie.
„Kommt ihr?“ |– „Nein“, sagte er.
»Wir kommen.« sagte er. |»Wir nicht.« |Er ging.
«Wir kommen.» |Er ging. |«Wir nicht», sagte sie.
"Wir kommen." |Er ging. |"Wir nicht", sagte sie.
‚Wir kommen.‘ sagte er. |‚Wir nicht.‘ |Er ging.
Er sagte: „Wir kommen.“ |Dann ging er.
Sie fragte: „Kommt ihr?“ |Er schwieg.
Er sagte: „Sie rief ‚Komm!‘ und ging.“ |Dann schwieg er.
„Er rief ‚Halt!‘ Da blieb ich stehen“, sagte sie.
„Ja. Nein. Vielleicht.“ |So redet er immer.
„Die Regel ist doch in jedem einzelnen Fall eindeutig. |Elfmeter gibt es bei Absicht“, sagte Schalkes Trainer.
Sie sagte: „Wir werden den Vertrag nicht unterschreiben. |Das ist unsere letzte Antwort.“ |Dann ging sie.
„Wer wird Millionär?“ läuft am Montag.
Die Show „Wer wird Millionär?“ RTL läuft weiter.
Bei „Wetten, dass..?“ trat er auf. |Es war live.
Das Stück „Wer hat Angst vor Virginia Woolf?“ Albees lief lange.
Er las „Die Zeit“. |Sie las „Der Spiegel“.
Es kamen u. a. „Die Ärzte“ und „Die Toten Hosen“.
Der 3. „Tatort“ lief am Sonntag.
Das ist das Ende. |„Es besteht Redebedarf“, sagte er.
Sie schreibt für die Partei „Die Linke.“ und den „Freitag“.
Das „Dr.“ Müller steht da.
Er nannte es „ein Desaster“. |Merkel schwieg.
„In 20 Jahren werden sie in Oslo sein“, sagte Boemi. |„In Bonn nicht.“
Wieder rief er „Los!“ und lief.
"""
BRACKETS = """
Er kam spät. |(Das war gestern. Sie blieb.) |Dann ging er.
Er kam (endlich!) Montag an.
Er zahlte 5 Euro (!) Trinkgeld.
Sie kam (Abb. 3) am Abend.
Das sagte er.[1] |Danach ging er.
Das gilt (z. B. Montag). |Danach nicht.
Der [...] Präsident schwieg.
Sie sagte: „[...] Ich war dagegen.“
Apps (Karten, Ortung etc.). |Das Telefon meldet sich.
"""
MARKS = """
Warum? |Darum!
Warum nur?! |Keiner weiß es.
Er kam ... und ging.
Er kam ... |Dann ging er.
Er kam … |Danach ging er.
Ich … Entschuldigung, das wusste ich nicht.
Ach! rief er.
Halt! |Stehen bleiben!
Die Lage ist ernst: Der Kanzler schweigt.
Das war's. |– Der Kanzler schweigt.
– Die Regierung tagt. |– Der Bundestag tagt auch.
• Erstens Brot. |• Zweitens Butter.
Das Ziel – so Merkel – ist klar.
Die Inflation liegt bei 3,5 %. |Das ist viel.
Sie stieg um 3,5 Prozent auf 1.234,50 Euro. |Merkel schwieg.
Es kostet 5 €. |Das ist billig.
Der Wagen fährt 412 km/h. |Der Preis ist geheim.
"""
SCRAPED = """
Mehr auf www.spiegel.de/x.html?y=1. |Danach wird es still.
Siehe https://www.zeit.de/a.html?B=C.D fürs Ganze.
Schreiben Sie an Max.Meier@zeit.de. |Wir antworten.
Das teilte hotel.de mit. |Der Kurs fiel.
Das habe er so gesagt.|Die Regierung schweigt.
Kommt er wirklich?|Niemand weiß es.
„Wir kommen.“|Die Regierung schweigt.
Das war 2023.|Danach kam nichts.
Das kostet z.B.Geld und Dr.Müller zahlt.
Berlin. |dpa. |Die Regierung tagt.
Berlin (dpa). |Die Regierung tagt.
BERLIN/BONN (AFP) - Die Regierung tagt. |Sie berät.
DIE REGIERUNG TAGT. |DER KANZLER SPRICHT. |NIEMAND HÖRT ZU.
Merkel reist nach Paris
Er kam am Abend. |das war spät.
Das war gut. |Von der Leyen lobte ihn.
Version 2.0 kommt. |Windows 11. |Das war's.
Er sagte ja . |Dann ging er .
::Dr. Robert Kelly: Ich bin Professor.
"""
TRAPS = [
    row
    for table in (ORDINALS, DATES, ABBREVIATIONS, NAMES, QUOTES, BRACKETS, MARKS, SCRAPED)
    for row in table.strip().splitlines()
]


def article(*paragraphs: str) -> Article:
    return Article(None, None, None, None, None, paragraphs, source="-", sha256="")


@pytest.mark.parametrize("row", TRAPS)
def test_traps(row: str) -> None:
    assert split(row.replace("|", "")) == row.split("|")


@pytest.mark.parametrize("sentence", [part for row in TRAPS for part in row.split("|")])
def test_a_sentence_alone_stays_whole(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n\t", [" \n\t"]),
        ("...", ["..."]),
        ("  Er kam.  \n Sie ging. ", ["  Er kam.  \n ", "Sie ging. "]),
        ("Merkel reist ab\n\nDie Kanzlerin schweigt.", ["Merkel reist ab\n\n", "Die Kanzlerin schweigt."]),
        ("Merkel reist ab\r\n\r\nDie Kanzlerin", ["Merkel reist ab\r\n\r\n", "Die Kanzlerin"]),
        ("Er kam am 20.\nJuli nach\nHause.", ["Er kam am 20.\nJuli nach\nHause."]),
        ("Es fehlen:\n- Brot\n• Salz und\nPfeffer", ["Es fehlen:\n", "- Brot\n", "• Salz und\nPfeffer"]),
        ("Er kam.\n\n* * *\n\nSie ging.", ["Er kam.\n\n", "* * *\n\nSie ging."]),
        ("Er kam.\u00a0Sie ging.\u2028Da!", ["Er kam.\u00a0", "Sie ging.\u2028", "Da!"]),
        ("Familie K\u00a0. kam.", ["Familie K\u00a0. kam."]),  # sentencex panics
        ("Danke! 😀 😀", ["Danke! 😀 😀"]),
    ],
)
def test_white_space(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


# Text of what the rules look at is met more often than in arbitrary text; lone surrogates come in through JSON.
PRESS = st.lists(
    st.sampled_from(
        [*'„“”"»«‚‘’()[].!?…,;:–- \n\u00a0', ". ", "\n\n", "1", "2023", "Der", "der", "z.", "B.", "K", "Mio"]
    )
    | st.text(st.characters(codec=None), max_size=4)
).map("".join)


@given(PRESS)
def test_split_loses_nothing(text: str) -> None:
    parts = split(text)
    assert "".join(parts) == text
    assert all(parts)
    assert text.isspace() or not any(part.isspace() for part in parts)
    assert all(part[-1].isspace() or after[0] == "„" or after[0].isalpha() for part, after in pairwise(parts))


@given(st.lists(PRESS, max_size=4))
def test_sentences_give_each_paragraph_back(paragraphs: list[str]) -> None:
    sentences = segment(article(*paragraphs))
    assert [s.index for s in sentences] == list(range(1, len(sentences) + 1))
    for number, paragraph in enumerate(paragraphs):
        back = "".join(s.text + s.space for s in sentences if s.paragraph == number)
        assert back == ("" if paragraph.isspace() else paragraph)
    assert all(s.text.strip() and not s.space.strip() for s in sentences)


def test_sentences_are_numbered_through_the_article() -> None:
    sentences = segment(article("Er kam. Sie ging.", "\n", "Der 1. FC Köln siegt."))
    assert [(s.index, s.paragraph, s.text, s.space) for s in sentences] == [
        (1, 0, "Er kam.", " "),
        (2, 0, "Sie ging.", ""),
        (3, 2, "Der 1. FC Köln siegt.", ""),
    ]


@pytest.mark.parametrize(
    "piece", [".", "„", "(", "a.", "1. ", "\n", " ", "- ", "a. ", "„a. ", "Der Mann. ", '" ', ", ", "Z.B."]
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    start = time.process_time()
    assert "".join(split(text)) == text
    assert "".join(split_clauses(text, lambda part: len(part) < 500)) == text
    assert time.process_time() - start < 1


def at_most(characters: int) -> Callable[[str], bool]:
    return lambda part: len(part) <= characters


# A bar stands where a text that may have so many characters is cut.
CLAUSES = [
    (80, "Kurz genug, um ganz zu bleiben; also bleibt es: ganz."),
    (40, "Die Regierung tagt seit Montag; |die Opposition, die klagt, wartet ab."),
    (40, "Der Kanzler sagte am Montag in Berlin: |Wir schaffen das, wenn alle helfen."),
    (40, "Der Kanzler, ein Jurist, kam gestern – |Regen, Sturm und Hagel zum Trotz."),
    (45, "Müller, Maier und Schulze sagten in Berlin, |dass Huber, Weber und Schmidt kommen."),
    (30, "Die Stadt Bonn am Rhein, |die Stadt Köln am Rhein."),
    (30, "Brot, Butter, Milch, Käse, |Wurst, Salz, Pfeffer und Bier"),
    (30, "Ein Satz ohne jedes Zeichen |der immer weiter geht"),
    (20, "Es sind |1.234.567,89 Euro"),
    (20, "Es sind nun bald |1 000 000 Menschen"),
    (40, "Steht unter |https://www.zeit.de/politik/a,b;c:d"),
    (40, "Der Film läuft unter dem Titel |„Ab, und weg: der Film“ im Kino an"),
    (12, "Donau|1.234.567,89"),
    (20, "Von da an galt |1990 – 1995 alles"),
    (8, "Donaudam|pfschiff"),
]


@pytest.mark.parametrize(("size", "row"), CLAUSES)
def test_clauses(size: int, row: str) -> None:
    assert split_clauses(row.replace("|", ""), at_most(size)) == row.split("|")


@given(PRESS, st.integers(1, 30))
def test_clauses_lose_nothing_and_fit(text: str, size: int) -> None:
    parts = split_clauses(text, at_most(size))
    assert "".join(parts) == text
    assert all(0 < len(part) <= size for part in parts)


@given(PRESS, st.integers(1, 9))
def test_clauses_fit_where_a_longer_part_may_fit_and_a_shorter_not(text: str, divisor: int) -> None:
    parts = split_clauses(text, lambda part: len(part) == 1 or len(part) % divisor == 0)
    assert "".join(parts) == text
    assert all(len(part) == 1 or len(part) % divisor == 0 for part in parts)


def test_clauses_cannot_be_cut_below_a_character() -> None:
    with pytest.raises(ValueError, match="'K'"):
        split_clauses("Kann, nicht.", lambda _: False)
