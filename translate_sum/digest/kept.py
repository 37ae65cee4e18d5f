"""What the documents will say if the next run finds nothing new, kept so that it need not make them again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from translate_sum.folder import STATE
from translate_sum.outfolder import OutFolder

INDEX = f"{STATE}/unchanged.json"
Documents = Mapping[str, bytes]


def fingerprint(parts: Iterable[bytes]) -> str:
    """Of all that the documents depend on, but for what is new."""
    found = hashlib.sha256()
    for part in parts:
        found.update(b"%d:" % len(part) + part)
    return found.hexdigest()


def keep(out: OutFolder, basis: str, documents: Documents) -> None:
    """The index last: it has the hashes, so that documents of two runs are never taken for those of one."""
    for name, document in documents.items():
        out.put(_place(name), [document])
    hashes = {name: hashlib.sha256(document).hexdigest() for name, document in documents.items()}
    out.put(INDEX, [json.dumps({"basis": basis, "documents": hashes}, indent=0).encode("ascii")])


def recall(out: OutFolder, basis: str) -> Documents | None:
    """The documents that were kept for the same basis, if they are whole."""
    try:
        index = json.loads((out.path / INDEX).read_bytes())
        if index["basis"] != basis:
            return None
        documents = {name: (out.path / _place(name)).read_bytes() for name in index["documents"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = all(hashlib.sha256(documents[name]).hexdigest() == told for name, told in index["documents"].items())
    return documents if whole else None


def _place(name: str) -> str:
    return f"{STATE}/unchanged/{name}"
