"""What the peers need, made once under a cache folder: environments of their own, the model in their formats.

Nothing is fetched but packages, by pip and npm. What cannot be had raises Unavailable, and the benchmark goes on.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from benchmarks.peers import marian_format
from translate_sum.backends.ctranslate2_format import NumberType
from translate_sum.conversions import Conversions

ARGOS = "argostranslate==1.11.0"
BERGAMOT = "@browsermt/bergamot-translator@0.4.9"
LIMIT = 900  # seconds to install one
HERE = Path(__file__).parent
SPLITTER = "import spacy, sys; spacy.blank('de').to_disk(sys.argv[1])"


class Unavailable(Exception):
    """Why a peer cannot be had here, in a line."""


@dataclass(frozen=True)
class Workshop:
    """cache: where all is kept; model: the MarianMT directory; torch: what pip is to install for argos-translate;
    install: else only what is there already takes part.
    """

    cache: Path
    model: Path
    torch: str = "torch==2.13.0"
    install: bool = True

    @property
    def home(self) -> Path:
        """A data directory for the tool, so that its conversions are not the user's."""
        return _made(self.cache / "home")

    def ctranslate2(self, numbers: NumberType) -> Path:
        """The model as CTranslate2's own converter writes it, which is not ours: in int8 it has 127 levels."""
        from training.decode import convert  # seconds to import

        assert numbers in get_args(NumberType)
        folder = self.cache / f"{self._key}-{numbers}"
        if not folder.is_dir():
            with_staging(folder, lambda room: convert(self.model, room, int8=numbers == "int8"))
        return folder

    def argos(self) -> Path:
        """The interpreter that has argos-translate."""
        python = self.cache / "argos" / "bin" / "python"
        done = self.cache / "argos" / ARGOS
        if not done.is_file():
            self._may_install("argos-translate")
            ran([sys.executable, "-m", "venv", "--clear", str(self.cache / "argos")])
            pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            ran([*pip, *self.torch.split()])  # first and by itself: unpinned it may come with gigabytes for a GPU
            ran([*pip, ARGOS])
            done.touch()
        return python

    def argos_environment(self, python: Path, numbers: NumberType, threads: int) -> dict[str, str]:
        """A place with one package, made of the model. Its default sentence splitter, MiniSBD, would be fetched from
        the net, so the package holds one for its spaCy option: German without a model, which splits by rules.
        """
        place = self.cache / f"argos-{self._key}-{numbers}"
        if not place.is_dir():
            with_staging(place, lambda room: self._argos_package(room, python, numbers))
        return {
            "XDG_DATA_HOME": str(place),
            "XDG_CONFIG_HOME": str(place),
            "XDG_CACHE_HOME": str(place),
            "ARGOS_PACKAGES_DIR": str(place / "packages"),
            "ARGOS_CHUNK_TYPE": "SPACY",
            "ARGOS_COMPUTE_TYPE": numbers,  # its default, "auto", is int8 on a CPU
            "ARGOS_INTRA_THREADS": str(threads),
            "ARGOS_BEAM_SIZE": "4",
        }

    def bergamot(self) -> Path:
        """The folder with its module and the model in Marian's binary format."""
        if shutil.which("node") is None or shutil.which("npm") is None:
            raise Unavailable("no Node.js here")
        place = self.cache / f"bergamot-{self._key}"
        if not place.is_dir():
            self._may_install("bergamot-translator")
            with_staging(place, self._bergamot_folder)
        shutil.copy(HERE / "bergamot.mjs", place / "bergamot.mjs")  # beside its module, and always this version's
        return place

    def _may_install(self, what: str) -> None:
        if not self.install:
            raise Unavailable(f"{what} is not installed, and --no-install was given")

    def _argos_package(self, place: Path, python: Path, numbers: NumberType) -> None:
        room = _made(place / "translate-de_en")
        shutil.copytree(self.ctranslate2(numbers), room / "model")
        settings = json.loads((room / "model" / "config.json").read_text(encoding="utf-8"))
        # it gives the pieces alone; MarianMT was trained to see the end mark
        settings["add_source_eos"] = True
        (room / "model" / "config.json").write_text(json.dumps(settings), encoding="utf-8")
        shutil.copy(self.model / "source.spm", room / "sentencepiece.model")
        about = {"package_version": "1.0", "argos_version": "1.11", "from_code": "de", "from_name": "German"}
        about |= {"to_code": "en", "to_name": "English"}
        (room / "metadata.json").write_text(json.dumps(about), encoding="utf-8")
        ran([str(python), "-c", SPLITTER, str(room / "spacy")])
        package = place / "de_en.argosmodel"
        with zipfile.ZipFile(package, "w") as out:
            for file in sorted(room.rglob("*")):
                out.write(file, file.relative_to(place))
        with zipfile.ZipFile(package) as made:  # as argos-translate installs it
            made.extractall(place / "packages")
        # what it looks for before it fetches its own spaCy model, which with one in the package it never opens
        _made(place / "argos-translate" / "spacy" / "senter")
        (place / "argos-translate" / "spacy" / "senter" / "model").touch()

    def _bergamot_folder(self, room: Path) -> None:
        ran(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(room), BERGAMOT])
        marian_format.write(self.model, room / "model.bin")
        shutil.copy(self.model / "source.spm", room / "vocab.spm")
        # its worker is a script of the old kind in a module of the new; Node.js 20 goes by the nearest of these files
        worker = room / "node_modules" / "@browsermt" / "bergamot-translator" / "worker"
        (worker / "package.json").write_text('{"type": "commonjs"}', encoding="utf-8")

    @property
    def _key(self) -> str:
        return Conversions(None).fingerprint(self.model)[:12]


def with_staging(target: Path, fill: Callable[[Path], object]) -> None:
    """The folder as `fill` makes it, or none at all."""
    room = target.with_name(f"{target.name}.part")
    shutil.rmtree(room, ignore_errors=True)
    try:
        fill(_made(room))
    except OSError as error:
        raise Unavailable(str(error)) from error
    room.rename(target)


def ran(command: Sequence[str], cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> None:
    env = {**os.environ, **(environment or {})}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False, cwd=cwd, env=env)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(str(error)) from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or [f"exit status {done.returncode}"]
        raise Unavailable(f"{' '.join(command[:4])} ...: {lines[-1].strip()[:160]}")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
