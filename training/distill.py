"""Sequence-level distillation: the German of the corpus in the English of the best teacher at hand.

    python -m training.distill CORPUS OUT TEACHER [TEACHER...] [--n-best 8] [--minutes 60]

Several teachers are an ensemble: their n-best lists are pooled. Of a list, what the tool's guards refuse is left out;
of the rest the hypothesis nearest to the reference by chrF is taken, the likeliest where there is no reference (German
news). OUT/distilled.tsv.xz then is a corpus file that `training.prepare --synthetic OUT` mixes in. A killed run goes
on. OUT/tasks.tsv.xz, a German sentence and its references a line, is made once and then used: it is all that another
machine needs.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics import CHRF

from training.decode import Candidate, Decoder, Search, load_decoder
from training.filters import LEXICON, Pair
from training.parts import run_in_parts
from training.prepare import Selection, clean, forward_only, read_corpus
from translate_sum.guards import faults
from translate_sum.segment import split


@dataclass(frozen=True)
class Task:
    """A German sentence, and what is known of its English: several references where the corpus has several."""

    german: str
    references: tuple[str, ...] = ()


def tasks(pairs: Iterable[Pair]) -> list[Task]:
    """One a German sentence, in the order of first appearance."""
    references: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.source not in LEXICON:
            references.setdefault(pair.german, []).append(pair.english)
    return [Task(german, tuple(dict.fromkeys(known))) for german, known in references.items()]


def monolingual(path: Path) -> Iterator[Task]:
    """The sentences of German articles, a JSON object with `text` a line."""
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            for paragraph in json.loads(line)["text"].splitlines():
                yield from (Task(clean(sentence)) for sentence in split(paragraph) if sentence.strip())


def planned(path: Path, make: Callable[[], list[Task]]) -> list[Task]:
    """The tasks in the file, which is made first if it is not there: choosing them takes minutes."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with lzma.open(partial, "wt", encoding="utf-8", preset=4) as handle:
            handle.writelines("\t".join([task.german, *task.references]) + "\n" for task in make())
        partial.replace(path)
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        rows = [line.rstrip("\n").split("\t") for line in handle]
    return [Task(row[0], tuple(row[1:])) for row in rows]


def choose(corpus: Path, weights: dict[str, float], seed: int) -> list[Task]:
    """What `prepare` chooses, with the same weights and seed; then the German news."""
    selection = Selection(forward_only(weights), random.Random(seed))
    found = tasks(pair for pair, _ in selection.take(read_corpus(corpus)))
    return [*found, *monolingual(corpus / "german_news.jsonl.xz")]


def best(task: Task, candidates: Sequence[Candidate], chrf: CHRF) -> str | None:
    """The hypothesis to learn from; None if the guards refuse them all.

    The best is looked for first, and then whether the guards let it pass: they take longer than chrF does.
    """
    ranked = sorted(candidates, key=lambda c: -c.score)
    if task.references:
        texts = {c.text for c in ranked}  # the teachers often agree
        near = {text: chrf.sentence_score(text, task.references).score for text in texts}
        ranked.sort(key=lambda c: -near[c.text])
    return next((c.text for c in ranked if not faults(task.german, c.text, complete=c.complete)), None)


def distill(teachers: Sequence[Decoder], search: Search, part: Sequence[Task]) -> list[str]:
    """Corpus lines; fewer than tasks, as the bad are left out."""
    lists = [teacher.decode([task.german for task in part], search) for teacher in teachers]
    chrf = CHRF()
    pooled = ([c for found in of_a_task for c in found] for of_a_task in zip(*lists, strict=True))
    chosen = [best(task, candidates, chrf) for task, candidates in zip(part, pooled, strict=True)]
    return [f"distilled\t{task.german}\t{clean(text)}" for task, text in zip(part, chosen, strict=True) if text]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("teachers", type=Path, nargs="*", help="none: only choose the sentences, for another machine")
    parser.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    parser.add_argument("--seed", type=int, default=1, help="as given to prepare: then the same pairs are chosen")
    parser.add_argument("--limit", type=int, help="sentences; the news comes first")
    parser.add_argument("--n-best", type=int, default=8)
    parser.add_argument("--beam-size", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--int8", action="store_true", help="on a CPU: half again as fast, and poorer")
    parser.add_argument("--part", type=int, default=2000, help="sentences in a part")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    args = parser.parse_args()
    mix = tomllib.loads(args.mix.read_text(encoding="utf-8"))
    found = planned(args.out / "tasks.tsv.xz", lambda: choose(args.corpus, mix["weights"], args.seed)[: args.limit])
    if not args.teachers:
        return
    teachers = [load_decoder(directory, args.threads, int8=args.int8) for directory in args.teachers]
    search = Search(args.beam_size, args.n_best)
    settings = f"{' '.join(map(str, args.teachers))}, {search}, {len(found)} sentences, int8 {args.int8}"
    work = run_in_parts(
        found,
        lambda _, part: distill(teachers, search, part),
        args.out / "distilled",
        settings,
        size=args.part,
        minutes=args.minutes,
    )
    print(work)


if __name__ == "__main__":
    main()
