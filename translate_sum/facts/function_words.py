"""The small words by which German and English are told apart within a sentence."""

from __future__ import annotations

GERMAN = frozenset(
    "der das den dem des ein eine einen einem einer und oder aber nicht kein keine mit von vom zu zum zur im auf aus "
    "bei nach vor für durch über unter gegen ohne seit ist sind wird werden wurde wurden hatte haben habe sei sein "
    "seine ihr ihre sich er sie es wir ich dass als wie wenn weil auch noch nur schon sehr mehr kann können soll muss "
    "hier diese dieser dieses".split()
)
"""Function words that no English word is spelled like; so without "die", "war", "was", "in", "an" and the like."""

ENGLISH = frozenset(
    "the a an and or but not no with of to from for by at on is are be been were has have had he she it its we i "
    "that this these those as if because also only his her their they which who will would can could should".split()
)
