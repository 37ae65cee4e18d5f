from __future__ import annotations

import pytest

from translate_sum.errors import NotGerman
from translate_sum.language import FEWEST_LETTERS, check_german

GERMAN = (
    "Nordkoreanische und chinesische Beamte haben sich in Peking getroffen und sich verpflichtet, die bilateralen "
    "Beziehungen weiter auszubauen, sagten nordkoreanische Medien am Sonntag. Das Treffen dauerte über zwei Stunden, "
    "größere Ergebnisse wurden nicht bekannt. Für die kommende Woche sind weitere Gespräche geplant."
)
ENGLISH = (
    "North Korean and Chinese officials met in Beijing and pledged to deepen their bilateral relations, state media "
    "said on Sunday. The meeting lasted more than two hours, and no major results were announced. Further talks are "
    "planned for the coming week, according to people who are familiar with the matter."
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

GERMAN_TEXTS = {
    "press": GERMAN,
    "one sentence": "Die Regierung hat am Montag beschlossen, dass die Steuern sinken.",
    "Swiss": "Der Bundesrat will grössere Massnahmen prüfen, ausserdem soll die Strasse am Gotthard gesperrt bleiben.",
    "Austrian": "Im Jänner hat der Nationalrat das Budget beschlossen, heuer sind die Erdäpfel teurer geworden.",
    "capitals": GERMAN.upper(),
    "capitals but for a word": GERMAN.upper() + " (dpa)",
    "without umlauts": GERMAN.translate(UMLAUTS),
    "English quote": f"{GERMAN} Trump sagte: “We will make a great deal with China, believe me.” {GERMAN}",
    "French quote": f"{GERMAN} Macron sagte: «Nous avons besoin d’une Europe forte et souveraine.» {GERMAN}",
    "one third English": f"{GERMAN} {GERMAN} {ENGLISH}",
    "names": "Angela Merkel, Olaf Scholz, Friedrich Merz, Robert Habeck, Annalena Baerbock, Christian Lindner",
    "foreign names": "Xi Jinping, Wang Huning, Kim Song Nam, Liu Jianchao, Cai Qi, Kim Jong Un, Manuel Neuer",
    "results": "VfL Bochum – Energie Cottbus 3:3 (2:1)\nManchester United – Benfica Lissabon 3:1 (1:1)",
    "short": "The quick brown fox jumps",
    "numbers": "1.234,5 Mio. 2024 " * 20,
    "nothing": "",
}

FOREIGN_TEXTS = {
    "English": ENGLISH,
    "English sentence": "The government decided on Monday that taxes will be cut.",
    "English capitals": ENGLISH.upper(),
    "Dutch": "Het kabinet heeft maandag besloten dat de belastingen volgend jaar omlaag gaan.",
    "Danish": "Regeringen besluttede mandag, at skatterne skal sættes ned til næste år.",
    "Swedish": "Regeringen beslutade på måndagen att skatterna ska sänkas nästa år.",
    "French": "Le gouvernement a décidé lundi que les impôts baisseront l’année prochaine.",
    "Afrikaans": "Die regering het Maandag besluit dat die belasting volgende jaar verlaag sal word.",
    "Polish": "Rząd zdecydował w poniedziałek, że podatki zostaną obniżone w przyszłym roku.",
    "Russian": "Правительство в понедельник решило снизить налоги в следующем году.",
    "Chinese": "政府周一决定明年降低税收，以刺激经济增长并减轻家庭的负担，财政部长在北京的新闻发布会上宣布了这一消息。",
}


@pytest.mark.parametrize("text", GERMAN_TEXTS.values(), ids=GERMAN_TEXTS.keys())
def test_passes(text: str) -> None:
    check_german(text)


@pytest.mark.parametrize(("name", "text"), FOREIGN_TEXTS.items(), ids=FOREIGN_TEXTS.keys())
def test_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(
        NotGerman, match=rf"^\d+% of the text is not German but mostly {name.partition(' ')[0]}; .*--any-language$"
    ):
        check_german(text)


@pytest.mark.parametrize("text", [f"{GERMAN} {ENGLISH}", f"{ENGLISH} {GERMAN}", f"{GERMAN}\n\n{ENGLISH}\n\n" * 3])
def test_half_german_is_refused(text: str) -> None:
    with pytest.raises(NotGerman, match="English"):
        check_german(text)


def test_a_very_long_text_is_judged_throughout() -> None:
    with pytest.raises(NotGerman, match="English"):
        check_german(GERMAN * 1000 + ENGLISH * 1000)


def test_the_fewest_letters_that_are_judged() -> None:
    words = "The government has decided on Monday to cut all of the taxes"
    letters = words.replace(" ", "")
    assert len(letters[:FEWEST_LETTERS]) == FEWEST_LETTERS
    check_german(words[: FEWEST_LETTERS - 1])
    with pytest.raises(NotGerman):
        check_german(words)
