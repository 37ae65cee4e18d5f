"""Summaries of English articles: ROUGE against their highlights, and how many sentences say a wrong fact.

    python benchmarks/faithfulness/summaries.py PAIRS.jsonl.xz results.jsonl --model DIRECTORY [--limit 100]

PAIRS has a line of JSON for each pair, with `article`, `summary` and `type`; those of type "abstractive" are used, in
one fixed random order, of which a limit takes the first. Each result is a line of the results file at once; started
again, it goes on with what is missing. Without --model only the systems without a model run.

The article stands for its own translation (source and target are the same), so that the summary alone is measured.
Right facts are those that `verify.check_sentence` has no doubt about. The machinery leaves out what that same check
refuses, so that its share says how well it repairs what the check sees, not how much the check misses: for that see
the recall in detection.py.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score import rouge_scorer

from translate_sum.backends.causal_ctranslate2 import CausalCTranslate2
from translate_sum.backends.second_reader import ADAPTER, Adapter, SecondReaderCTranslate2
from translate_sum.choose import best_set, salience
from translate_sum.contracts import SecondReader, Summarizer
from translate_sum.conversions import Conversions
from translate_sum.document import Article, ModelInfo, SentenceTranslation, SummarySentence, Translation
from translate_sum.english import sentences
from translate_sum.evidence import Evidence
from translate_sum.summarize import quotations, summarize
from translate_sum.verify import check_sentence

LENGTH = 60  # words asked for; the highlights have 34 in the median, the first three sentences 62
KINDS = ("rouge1", "rouge2", "rougeL")
ORDER = 7  # seed of the fixed order
RESAMPLES = 1000
REREAD = "machinery, read again"
GREEDY = "{text}\n\nSummarize this article in three sentences."
GREEDY_PIECES = 120
# SmolLM2's own frame of a question, its default system message included
SYSTEM = "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
USER = f"{SYSTEM}<|im_start|>user\n"
ASSISTANT = "<|im_end|>\n<|im_start|>assistant\n"

System = Callable[[Translation], list[str]]


def main() -> None:
    options = _options()
    chosen = pairs(options.pairs, even=options.even)[: options.limit or None]
    done = results(options.results)
    asked = systems(options)
    for number, pair in enumerate(chosen):
        for name, system in asked.items():
            if (name, number) not in done and name in (options.only or asked):
                done[name, number] = measured(name, number, pair, system)
                with options.results.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(done[name, number], ensure_ascii=False) + "\n")
    print(table([row for (_, number), row in done.items() if number < len(chosen)]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="ROUGE and wrong facts of summaries.")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--model", type=Path, help="directory of a chat model")
    parser.add_argument("--exact", action="store_true", help="the machinery on transformers in fp32 too")
    parser.add_argument("--limit", type=int, default=100, help="articles; 0 for all")
    parser.add_argument(
        "--even", action="store_true", help="only articles that the second reader wasn't taught with; own results file"
    )
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--only", action="append", metavar="SYSTEM", help="a name of the table; else all")
    return parser.parse_args()


def pairs(path: Path, *, even: bool = False) -> list[dict[str, str]]:
    """In the fixed order, which the even ones keep among themselves."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        found = [*enumerate(pair for pair in map(json.loads, file) if pair["type"] == "abstractive")]
    random.Random(ORDER).shuffle(found)
    return [pair for number, pair in found if not (even and number % 2)]


def results(path: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """What an earlier run has written; a last line that was cut is done again."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line.endswith("}"):
            row = json.loads(line)
            found[row["system"], row["article"]] = row
    return found


def systems(options: argparse.Namespace) -> dict[str, System]:
    model, threads = options.model, options.threads
    found: dict[str, System] = {"lead-3": lead, "extractive": extractive}
    if model is None:
        return found
    info, kept = ModelInfo(model.name, ""), Conversions(options.results.parent)
    found["greedy"] = Greedy(model, info, threads=threads, conversions=kept)
    chat = CausalCTranslate2(model, info, threads=threads, conversions=kept)
    found["machinery"] = machinery(chat)
    if REREAD in (options.only or [REREAD]):
        reader = SecondReaderCTranslate2(model, Adapter.read(ADAPTER), threads=threads, conversions=kept)
        found[REREAD] = machinery(chat, reader)
    if options.exact:
        from translate_sum.backends.causal import CausalSummarizer

        found["machinery in fp32"] = machinery(CausalSummarizer(model, info, device="cpu", threads=threads))
    return found


def lead(article: Translation) -> list[str]:
    return [s.target for s in article.sentences[:3]]


def extractive(article: Translation) -> list[str]:
    texts = [s.target for s in article.sentences]
    return [p.sentence.text for p in best_set(quotations(article.sentences, article), salience(texts), LENGTH)]


def machinery(summarizer: Summarizer, reader: SecondReader | None = None) -> System:
    return lambda article: [s.text for s in summarize(article, summarizer, length=LENGTH, reader=reader).sentences]


class Greedy(CausalCTranslate2):
    """The whole article, as much as fits, in one prompt; the likeliest piece each time; whole sentences only."""

    def __call__(self, article: Translation) -> list[str]:
        room = self._frame.window - GREEDY_PIECES - 100
        encoded = self._tokenizer.encode(" ".join(s.target for s in article.sentences), add_special_tokens=False)
        start, end = GREEDY.split("{text}")
        prompt = f"{USER}{start}{self._tokenizer.decode(encoded.ids[:room])}{end}{ASSISTANT}"
        self._tokenizer.encode_special_tokens = False
        pieces = self._tokenizer.encode(prompt, add_special_tokens=False).tokens
        self._tokenizer.encode_special_tokens = True
        [found] = self._model.generate_batch(
            [pieces], max_length=GREEDY_PIECES, include_prompt_in_result=False, end_token=self._frame.ends
        )
        return [s for s in sentences(self._tokenizer.decode(found.sequences_ids[0])) if s[-1] in '.!?"”']


def translation(text: str) -> Translation:
    parts = tuple(SentenceTranslation(i, 0, s, s) for i, s in enumerate(sentences(text), start=1))
    return Translation(Article(None, None, None, None, None, (text,), "-", ""), None, parts, ModelInfo("none", ""))


def measured(name: str, number: int, pair: dict[str, str], system: System) -> dict[str, Any]:
    article = translation(pair["article"])
    start = time.perf_counter()
    written = system(article)
    seconds = time.perf_counter() - start
    scored = rouge_scorer.RougeScorer(list(KINDS), use_stemmer=True).score(pair["summary"], " ".join(written))
    return {
        "system": name,
        "article": number,
        **{kind: round(100 * scored[kind].fmeasure, 2) for kind in KINDS},
        "sentences": len(written),
        "right": len(written) - sum(1 for _ in wrong(written, article)),
        "words": sum(len(s.split()) for s in written),
        "seconds": round(seconds, 2),
        "text": written,
    }


def wrong(written: Sequence[str], article: Translation) -> Iterator[str]:
    """The sentences that nothing supports or that the check finds a wrong fact in."""
    evidence = Evidence(article)
    for text in written:
        cited: SummarySentence | None = evidence.cite(text)
        if cited is None or any(w.kind != "support" for w in check_sentence(cited, 1, article)):
            yield text


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Markdown; the brackets hold 95 % of the means of resampled articles."""
    lines = [
        "| System | Articles | ROUGE-1 | ROUGE-2 | ROUGE-L | Sentences right, % | Words | Seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(row["system"] for row in rows):
        own = [row for row in rows if row["system"] == name]
        ones = np.ones(len(own))
        cells = [interval(column(own, kind), ones) for kind in KINDS]
        cells.append(interval(100 * column(own, "right"), column(own, "sentences")))
        cells += [f"{column(own, key).mean():.1f}" for key in ("words", "seconds")]
        lines.append(f"| {name} | {len(own)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def column(rows: Sequence[dict[str, Any]], key: str) -> Any:
    return np.array([row[key] for row in rows], dtype=float)


def interval(values: Any, weights: Any) -> str:
    """Sum of values by sum of weights, and its bootstrap interval."""
    draws = np.random.default_rng(ORDER).integers(0, len(values), (RESAMPLES, len(values)))
    means = values[draws].sum(axis=1) / np.maximum(weights[draws].sum(axis=1), 1)
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{values.sum() / max(weights.sum(), 1):.1f} [{low:.1f}, {high:.1f}]"


if __name__ == "__main__":
    main()
