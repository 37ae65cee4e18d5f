"""How texts are put together, and how long their translations may be: the same for each runtime."""

from __future__ import annotations

import os
from collections.abc import Sequence

# source pieces of a batch, padding included; with transformers 100 news sentences took one core 6.0 s with 512, 5.2
# with 1024 and with 2048, 5.9 with 4096
BATCH_TOKENS = 1024
# the same, times the beam: with CTranslate2 400 of them took one core 4.0 CPU-s at beam 4 with 4096, 3.3 with 2048, 3.0
# with 1024, 2.8 with 512 and with 256; a greedy search does not care
BEAM_TOKENS = 2048
PATIENCE = 2
"""Of CTranslate2's beam: with 1 it ends as soon as it has enough hypotheses, with 2 it goes on as transformers does.

Of 200 dev sentences r2 then gave 198 the same translation as with transformers, in place of 183, for 6 % more time.
"""


def target_limit(source: int, window: int) -> int:
    """Pieces, end mark included, that a translation of `source` pieces may have.

    German news needs about 1 English piece for 1 of its own, short headlines up to 3. The decoder's start mark takes
    one position.

    >>> [target_limit(n, 512) for n in (1, 16, 300)]
    [68, 113, 511]
    """
    return min(3 * source + 65, window - 1)


def batches(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Indices in groups of similar length, shortest first; rows of length 0 are in none.

    A group's rows times its longest stay within `budget`, but for a group of one.

    >>> batches([5, 0, 2, 4], 7)
    [[2], [3], [0]]
    >>> batches([5, 0, 2, 4], 10)
    [[2, 3], [0]]
    """
    groups: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not lengths[i]:
            continue
        if groups and (len(groups[-1]) + 1) * lengths[i] <= budget:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def usable_cores() -> int:
    # a container or taskset gives fewer than the machine has; the call is not there on macOS and Windows
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
