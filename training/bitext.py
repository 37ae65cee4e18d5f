"""Token ids of a parallel corpus, both sides end to end; what the compiled loops of alignment run over."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt


class Bitext(NamedTuple):
    """Segment i is src[src_off[i]:src_off[i + 1]] and tgt[tgt_off[i]:tgt_off[i + 1]]; numba reads named tuples."""

    src: npt.NDArray[np.integer[Any]]
    src_off: npt.NDArray[np.int64]
    tgt: npt.NDArray[np.integer[Any]]
    tgt_off: npt.NDArray[np.int64]
