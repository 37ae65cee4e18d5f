"""Places that a model left in their German form, and what must stay as it is."""

from __future__ import annotations

import pytest

from translate_sum.exonyms import anglicised

CASES = {
    "copied": ("Wer regiert in Pjöngjang?", "Who rules in Pjöngjang?", "Who rules in Pyongyang?"),
    "in an address": ("Wien im Netz: www.wien.at", "Wien online: www.wien.at", "Vienna online: www.wien.at"),
    "two": ("Von Moskau nach Wien.", "From Moskau to Wien.", "From Moscow to Vienna."),
    "translated already": ("Er kam aus Moskau.", "He came from Moscow.", "He came from Moscow."),
    "part of a longer name": ("FC Bayern München siegt.", "FC Bayern München wins.", "FC Bayern München wins."),
    "not in the German": ("Er kam.", "He came to Moskau.", "He came to Moskau."),
    "an ordinary word too": ("Die Löwen siegten.", "The Löwen won.", "The Löwen won."),
    "by its stem": ("Sie reist nach Sardinien.", "She travels to Sardinien.", "She travels to Sardinia."),
    "by its stem, where the table's own is not usual": ("In der Türkei.", "In Türkei.", "In Turkey."),
    "a town that begins like a faith": ("Er lebt in Göttingen.", "He lives in Göttingen.", "He lives in Göttingen."),
    "people, not the land": ("Die Sizilianer kamen.", "The Sizilianer came.", "The Sizilianer came."),
    "a letter thrice": ("Martina Voss kam.", "Martina Vosss came in happinesss.", "Martina Voss came in happiness."),
    "a letter thrice in the German": ("Die Schifffahrt.", "The Schifffahrt.", "The Schifffahrt."),
    "with a slip": ("In Katalonien.", "In Katalonia.", "In Catalonia."),
    "with a slip, a letter lost": ("Sie reist nach Sardinien.", "She travels to Sardina.", "She travels to Sardinia."),
    "another name, much alike": (
        "Er mag Moskau und Mascha.",
        "Moscow likes Moscau, Mascha.",
        "Moscow likes Moscau, Mascha.",
    ),
    "a Roman numeral": (
        "König Karl der Dritte.",
        "King Charles III, World War III.",
        "King Charles III, World War III.",
    ),
    "another word of the German": (
        "Die Lombardei und Lombardis Elf.",
        "The region and Lombardi's team.",
        "The region and Lombardi's team.",
    ),
    "at war": ("Angriff auf Charkiw.", "Attack on Charkiw.", "Attack on Kharkiv."),
    "the same in both": ("Er lebt in Berlin.", "He lives in Berlin.", "He lives in Berlin."),
}


@pytest.mark.parametrize(("source", "target", "expected"), CASES.values(), ids=CASES)
def test_a_place_has_its_english_name(source: str, target: str, expected: str) -> None:
    assert anglicised(source, target) == expected
    assert anglicised(source, expected) == expected
