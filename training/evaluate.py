"""BLEU and chrF of MarianMT directories on a TSV of German and English, with bootstrap confidence.

    python -m training.evaluate PAIRS.tsv MODEL [MODEL...] [--limit 500] [--beam-size 4] [--show 5]

Also the rates of empty, looping, copied and number-losing outputs, by the guards of the tool itself. With several
models, each but the first is compared with the first by paired bootstrap: p is how likely chance alone makes such a
difference.
An English to German model, known by its tokenizer_config.json, is given the English column.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.metrics.base import Metric
from sacrebleu.significance import PairedTest, Result

from training.filters import Pair, copy
from translate_sum import guards
from translate_sum.backends.marian import MarianTranslator
from translate_sum.backends.marian_ctranslate2 import MarianCTranslate2
from translate_sum.choices import Runtime
from translate_sum.contracts import Decoding, Hypothesis, Translator
from translate_sum.conversions import Conversions
from translate_sum.document import ModelInfo

FAULTS = (
    *(
        "empty",
        "looping",
        "untranslated",
        "copied",
        "number",
        "currency",
        "unit",
        "date",
        "name",
        "quote",
        "negation",
        "event",
    ),
    *("word", "repetition", "length", "placeholder", "incomplete"),
)


@dataclass(frozen=True)
class Outcome:
    """What a model made of the set; `faults` counts segments, by all of FAULTS that were looked for."""

    name: str
    written: tuple[str, ...]
    seconds: float
    faults: dict[str, int]


def read_pairs(path: Path, limit: int, *, reverse: bool = False) -> tuple[list[str], list[str]]:
    """Sources and references."""
    rows = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines()]
    rows = rows[:limit] if limit else rows
    german, english = [row[0] for row in rows], [row[1] for row in rows]
    return (english, german) if reverse else (german, english)


def is_reverse(model: Path) -> bool:
    stated = model / "tokenizer_config.json"
    return stated.exists() and str(json.loads(stated.read_text(encoding="utf-8")).get("source_lang")) == "en"


def evaluate(
    model: Path, sources: Sequence[str], beam_size: int, threads: int, runtime: Runtime = "transformers"
) -> Outcome:
    translator = loaded(model, threads, runtime)
    started = time.monotonic()
    made = translator.translate(sources, Decoding(beam_size))
    seconds = time.monotonic() - started
    name = f"{model} ({translator.info.settings})"
    return Outcome(name, tuple(h.text for h in made), seconds, count_faults(sources, made, is_reverse(model)))


def loaded(model: Path, threads: int, runtime: Runtime) -> Translator:
    """On CTranslate2 as the tool runs it: in int8 if the model says that it was trained for it."""
    info = ModelInfo(model.name, "")
    if runtime == "ctranslate2":
        return MarianCTranslate2(model, info, threads=threads, conversions=Conversions(None))
    return MarianTranslator(model, info, device="auto", threads=threads)


def count_faults(sources: Sequence[str], made: Sequence[Hypothesis], reverse: bool) -> dict[str, int]:
    """Segments by fault, 0 where none has it; "copied" is the filter of that name."""
    kinds = reverse_kinds if reverse else forward_kinds
    counts = Counter(kind for source, h in zip(sources, made, strict=True) for kind in kinds(source, h))
    wanted = [name for name in FAULTS if not (reverse and name in ("untranslated", "length", "placeholder"))]
    return {name: counts[name] for name in [*wanted, *sorted(set(counts) - {*wanted})]}


def forward_kinds(source: str, made: Hypothesis) -> set[str]:
    found = {fault.kind for fault in guards.faults(source, made.text, complete=made.complete)}
    return found | ({"copied"} if _copied(source, made.text) else set())


def reverse_kinds(source: str, made: Hypothesis) -> set[str]:
    """What the guards can say of German that was made of English."""
    german = made.text
    if guards.empty(german):
        return set() if guards.empty(source) else {"empty"}
    wrong = {
        "looping": guards.looping(german) and not guards.looping(source),
        "copied": _copied(source, german),
        "number": guards.number_changed(german, source),
        "incomplete": not made.complete,
    }
    return {kind for kind, is_so in wrong.items() if is_so}


def _copied(source: str, target: str) -> bool:
    """The filter, but for single names and figures, which are right as they stand."""
    return len(source.split()) > 3 and copy(Pair("", source, target))


def metrics() -> dict[str, Metric]:
    return {"BLEU": BLEU(), "chrF2": CHRF()}


def score(outcomes: Sequence[Outcome], references: Sequence[str], samples: int) -> dict[str, list[Result]]:
    """By metric, a result a model, with p for all but the first; with one model alone there is none."""
    systems = [(f"{i} {o.name}", list(o.written)) for i, o in enumerate(outcomes)]  # the test wants unlike names
    if len(systems) == 1:
        found = {n: m.corpus_score(systems[0][1], [references], n_bootstrap=samples) for n, m in metrics().items()}
        return {name: [Result(s.score, None, *_spread(s))] for name, s in found.items()}
    test = PairedTest(systems, metrics(), [list(references)], test_type="bs", n_samples=samples)
    table = test()[1]
    return {name: table[name] for name in metrics()}


def _spread(found: sacrebleu.metrics.base.Score) -> tuple[float, float]:
    return getattr(found, "_mean", found.score), getattr(found, "_ci", float("nan"))


def table(outcomes: Sequence[Outcome], scores: dict[str, list[Result]], segments: int) -> str:
    """A row a model, Markdown: score ± half of the 95 % interval, p, seconds, per cent of the segments by fault."""
    names = list(dict.fromkeys(name for outcome in outcomes for name in outcome.faults))
    rows = [["model", *scores, "s", *(f"{name} %" for name in names)]]
    rows.append(["---", *["---:"] * (len(rows[0]) - 1)])
    for i, outcome in enumerate(outcomes):
        rates = [f"{100 * outcome.faults.get(name, 0) / segments:.2f}" for name in names]
        found = [_cell(results[i]) for results in scores.values()]
        rows.append([outcome.name, *found, f"{outcome.seconds:.0f}", *rates])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(result: Result) -> str:
    p = "" if result.p_value is None else f" (p {result.p_value:.3f})"
    return f"{result.score:.1f} ± {result.ci:.1f}{p}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=0, help="first segments only; 0 is all")
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--runtime", choices=("transformers", "ctranslate2"), default="transformers")
    parser.add_argument("--bootstrap", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    reverse = is_reverse(args.models[0])
    if any(is_reverse(model) != reverse for model in args.models):
        raise SystemExit("models of both directions cannot stand in one table; name those of one")
    sources, references = read_pairs(args.pairs, args.limit, reverse=reverse)
    outcomes = [evaluate(model, sources, args.beam_size, args.threads, args.runtime) for model in args.models]
    print(f"sacrebleu {sacrebleu.__version__}, {len(sources)} segments, beam {args.beam_size}")
    print(table(outcomes, score(outcomes, references, args.bootstrap), len(sources)))
    for name, metric in metrics().items():
        metric.corpus_score(list(outcomes[0].written), [references])  # a signature is there only after a score
        print(f"{name}: {metric.get_signature()}")
    for i in range(min(args.show, len(sources))):
        outputs = "".join(f"  {outcome.name}: {outcome.written[i]}\n" for outcome in outcomes)
        print(f"\n  SOURCE {sources[i]}\n{outputs}  REFERENCE {references[i]}")


if __name__ == "__main__":
    main()
