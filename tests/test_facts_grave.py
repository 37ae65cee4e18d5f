"""Deaths, arrests and the like of which the source says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_sum.facts import compare
from translate_sum.facts.grave import MATTERS

GERMAN = {
    "a kindergarten is opened": ("Der Kindergarten wurde eröffnet.", "The mayor was assassinated.", ["assassinated"]),
    "a government takes office": ("Nach dem Amtsantritt der Regierung", "After its resignation", ["resignation"]),
    "a failure for a success": ("Er meisterte die Krise erfolgreich.", "He failed to master the crisis.", ["failed"]),
    "a stabbing for a find": ("Die Ermittler stießen auf Gräber.", "The investigators were stabbed.", ["stabbed"]),
    "a kidnapping for an underpass": ("Die Unterführung würde folgen.", "The kidnapping would follow.", ["kidnapping"]),
    "a name is no ban": ("Die Wahl Bans ist sicher.", "Bans election is certain.", []),
    "a cooling system fell out": ("Das Kühlsystem fiel am Montag aus.", "The cooling system failed on Monday.", []),
    "and has fallen out": ("Das System ist ausgefallen.", "The system failed.", []),
    "a figure of speech": ("Zu viele sind mir in den Rücken gefallen.", "Too many stabbed me in the back.", []),
    "a failure, as something that was not done": ("Er kam nicht zum Prozess.", "He failed to attend the trial.", []),
    "two matters": ("Er kam im Mai.", "He was arrested and convicted.", ["arrested", "convicted"]),
    "the first word of a matter": ("Er kam.", "He died, and his death was fatal.", ["died"]),
    "said in another word": ("Drei Menschen kamen ums Leben.", "Three people were killed.", []),
    "said within a word": ("Der Mordprozess beginnt.", "The murder trial begins.", []),
    "said apart": ("Die Polizei nahm den Mann am Montag fest.", "Police arrested the man on Monday.", []),
    "an infinitive": ("Sie versuchten, ihn festzunehmen.", "They tried to arrest him.", []),
    "a lost life": ("Er hat dabei sein Leben verloren.", "He died in it.", []),
    "he stepped back": ("Die Ministerin trat am Montag zurück.", "The minister resigned on Monday.", []),
    "an inflection": ("die verletzten Spieler", "the injured players", []),
    "an umlaut": ("Tödlicher Anschlag", "Deadly bombing", []),
    "its parts far apart": (
        "Die Polizei nahm nach Angaben eines Sprechers am Montagmorgen in der Innenstadt von Köln drei Männer fest.",
        "Three men were arrested.",
        [],
    ),
    "the parts of a verb turned round": ("Bei dem Brand kamen drei Menschen um.", "Three people died in it.", []),
    "an hour is no death": ("Er kam um acht Uhr an.", "He died at eight.", ["died"]),
    "parts with a zu": ("Er drohte, sie umzubringen.", "He threatened to kill her.", []),
    "within a compound": ("Sie steht unter Hausarrest.", "She is under house arrest.", []),
    "another arrest": ("Er erlitt einen Herzstillstand.", "He had a cardiac arrest.", []),
    "a dead end": ("Das ist eine Sackgasse.", "That is a dead end.", []),
    "he takes his hat": ("Der Minister nahm am Montag seinen Hut.", "The minister resigned on Monday.", []),
    "a loss is another check's": ("Er wurde ermordet.", "He was there.", []),
    "not within a word": ("Er kam.", "The skilled worker was deadlocked.", []),
    "nothing": ("", "", []),
}


@pytest.mark.parametrize(("source", "target", "wanted"), GERMAN.values(), ids=GERMAN)
def test_what_the_german_says_nothing_of_is_found(source: str, target: str, wanted: list[str]) -> None:
    found = compare(source, target, comparers=("grave",))
    assert [f.target.text for f in found if f.target] == wanted
    assert all(f.kind == "event" and f.status == "invented" for f in found)


ENGLISH = {
    "the article has no death": ("The mayor opened the school.", "The mayor was killed.", ["killed"]),
    "it says so otherwise": ("The body of the mayor was found.", "The mayor died.", []),
    "the same": ("He was arrested.", "He was arrested.", []),
    "not alive": ("The boy did not survive.", "The boy was killed.", []),
    "left office": ("He left office on Monday.", "He resigned on Monday.", []),
    "a sentence for an arrest": ("He opened the school.", "He was jailed.", ["jailed"]),
}


@pytest.mark.parametrize(("source", "target", "wanted"), ENGLISH.values(), ids=ENGLISH)
def test_a_summary_invents_no_death(source: str, target: str, wanted: list[str]) -> None:
    found = compare(source, target, source_language="en", comparers=("grave",))
    assert [f.target.text for f in found if f.target] == wanted


SAID = [word for matter in MATTERS for word in matter.said.split() if word.isalpha()]


@given(st.text(), st.sampled_from(SAID))
def test_a_text_says_all_that_it_says(text: str, said: str) -> None:
    summary = f"{text} {said} {text}"
    assert not compare(summary, summary, source_language="en", comparers=("grave",))


@given(st.text(alphabet="abKÄß .,-“\n", max_size=60), st.text(alphabet="Äx .,-“\n", max_size=60), st.sampled_from(SAID))
def test_spans_are_slices(source: str, before: str, said: str) -> None:
    target = f"{before} {said}."
    [finding] = compare(source, target, comparers=("grave",))
    assert finding.target
    assert target[finding.target.start : finding.target.end] == finding.target.text == said
