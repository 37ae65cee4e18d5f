"""How many words a check remembers what it found about.

About as many as a window of articles has. Caches for all words of a long run held 110 MB after 996 articles, still
growing, and saved no time that could be measured: most words of a text were met a moment ago, and the rest are rare.
"""

from __future__ import annotations

REMEMBERED = 1 << 12
