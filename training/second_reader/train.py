"""Teach a chat model to mark what a context does not bear out, as an adapter; on a GPU, minutes.

    python -m training.second_reader.train CORPUS MODEL OUT --minutes 8 [--held HELD.jsonl]

MODEL: a directory of SmolLM2-135M-Instruct. OUT gets adapter.safetensors and log.jsonl. HELD: lines with context, claim
and wrong (a list of spans), of which the log says how well right and wrong claims are told apart.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from transformers import AutoModelForCausalLM

from training.second_reader import lora, texts
from training.second_reader.claims import Claim
from training.second_reader.rows import Batch, Rows, batches, padded
from training.second_reader.tasks import Task, tasks
from training.second_reader.texts import Article

SHARES = (("highlights", 0.12), ("news", 0.5), ("translations", 0.38))
HELD_EVERY = 5  # reports
PARITY = 1  # the highlights of odd articles are learnt from, those of even ones measure


def articles(corpus: Path) -> dict[str, list[Article]]:
    return {
        "highlights": list(texts.highlights(corpus / "summaries.jsonl.xz", PARITY)),
        "news": list(texts.news(corpus / "english_news.jsonl.xz")),
        "translations": list(texts.translations(corpus / "news.tsv.xz")),
    }


def mixed(known: dict[str, list[Article]], rng: random.Random) -> Iterator[Task]:
    streams = {name: tasks(known[name], rng) for name, _ in SHARES}
    names, weights = [name for name, _ in SHARES], [weight for _, weight in SHARES]
    while True:
        yield next(streams[rng.choices(names, weights)[0]])


class Stream(IterableDataset[Batch]):
    """Batches without end, other ones from each worker."""

    def __init__(self, known: dict[str, list[Article]], tokenizer: Path, pieces: int) -> None:
        self._known, self._tokenizer, self._pieces = known, tokenizer, pieces

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        rows = Rows(opened(self._tokenizer))
        rng = random.Random(f"second reader {worker.id if worker else 0}")
        return batches(map(rows.row, mixed(self._known, rng)), self._pieces)


def opened(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.encode_special_tokens = True
    return tokenizer


def answers(tokenizer: Tokenizer) -> tuple[int, int]:
    """The pieces that stand for wrong and right; any two would do."""
    wrong, right = (tokenizer.encode(word).ids for word in (" no", " yes"))
    return wrong[0], right[0]


def held(path: Path, tokenizer: Tokenizer, pieces: int) -> list[Batch]:
    rows, made = Rows(tokenizer), []
    for line in path.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        made.append(rows.row(Task(each["context"], (Claim(each["claim"], tuple(map(tuple, each["wrong"]))),))))
    if len({1 in row.labels for row in made}) < 2:
        raise SystemExit(f"{path}: wants right claims and wrong ones, or nothing can be told apart")
    count = max(1, pieces // max(len(r.ids) for r in made))
    return [padded(made[i : i + count]) for i in range(0, len(made), count)]


@torch.no_grad()
def scores(model: Any, known: list[Batch], pair: tuple[int, int], device: str) -> list[float]:
    """Of each held claim in order: the log of its summed odds."""
    found: list[float] = []
    for batch in known:
        there = batch.to(device)
        found += lora.pooled(lora.logits(model, there, pair), there)[0].tolist()
    return found


def told_apart(found: list[float], known: list[Batch]) -> dict[str, float]:
    """Shares of the wrong claims that lie above all but 2, 5 and 10 % of the right ones."""
    wrong = [bool((row == 1).any()) for batch in known for row in batch.labels]
    right = sorted((s for s, w in zip(found, wrong, strict=True) if not w), reverse=True)
    bad = [s for s, w in zip(found, wrong, strict=True) if w]
    bound = {p: right[int(len(right) * p / 100)] for p in (2, 5, 10)}
    return {f"found at {p} %": round(sum(s > b for s in bad) / len(bad), 4) for p, b in bound.items()}


class Log:
    """What is counted between the reports; a line of OUT/log.jsonl each."""

    def __init__(self, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self._file, self._began = out / "log.jsonl", time.time()
        self._claims = self._pieces = 0
        self._losses: list[torch.Tensor] = []

    @property
    def minutes(self) -> float:
        return (time.time() - self._began) / 60

    def count(self, batch: Batch, loss: torch.Tensor) -> None:
        """`loss` stays where it is: to read it each step would be to wait for a GPU each step."""
        self._claims += int(batch.blocks.amax(1).sum())
        self._pieces += batch.ids.numel()
        self._losses.append(loss)

    def report(self, step: int, more: dict[str, float]) -> None:
        line = {"step": step, "claims": self._claims, "loss": round(float(torch.stack(self._losses).mean()), 4)}
        line |= {"pieces_per_second": round(self._pieces / (60 * self.minutes)), "minutes": round(self.minutes, 2)}
        self._losses = []
        print(line | more, flush=True)
        with self._file.open("a") as log:
            log.write(json.dumps(line | more) + "\n")


def rate(args: argparse.Namespace, step: int, spent: float) -> float:
    """Linear warm-up by steps, flat, linear fall to zero over the last `--cooldown` share of the time."""
    fall = (1 - spent) / args.cooldown if args.cooldown else 1.0
    return float(args.lr * min(1.0, step / args.warmup, fall))


def train(args: argparse.Namespace) -> None:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    tokenizer = opened(args.model / "tokenizer.json")
    pair = answers(tokenizer)
    dtype = torch.bfloat16 if device == "cuda" else torch.float32
    model = AutoModelForCausalLM.from_pretrained(args.model, dtype=dtype, attn_implementation="sdpa").to(device)
    factors = lora.adapt(model, args.rank)
    if args.start:
        lora.restore(factors, args.start)
    known = held(args.held, tokenizer, args.pieces) if args.held else []
    stream = DataLoader(
        Stream(articles(args.corpus), args.model / "tokenizer.json", args.pieces),
        batch_size=None,
        num_workers=args.workers,
        prefetch_factor=8 if args.workers else None,
    )

    def apart() -> dict[str, float]:
        return told_apart(scores(model, known, pair, device), known) if known else {}

    try:
        learn(args, model, factors, stream, pair, apart)
    finally:  # a report that fails, or Ctrl-C, does not cost the minutes that were spent
        lora.save(factors, args.out / "adapter.safetensors", args.base, pair)
    print(apart(), flush=True)


def learn(
    args: argparse.Namespace,
    model: Any,
    factors: dict[str, torch.nn.Parameter],
    stream: Iterable[Batch],
    pair: tuple[int, int],
    apart: Callable[[], dict[str, float]],
) -> None:
    """Till the minutes or the steps are spent."""
    learning = torch.optim.AdamW(factors.values(), lr=args.lr, betas=(0.9, 0.98), weight_decay=0.0)
    log = Log(args.out)
    for step, batch in enumerate(stream, 1):
        spent = log.minutes / args.minutes
        if spent >= 1 or step > args.steps:
            break
        for group in learning.param_groups:
            group["lr"] = rate(args, step, spent)
        there = batch.to(model.device)
        loss = lora.loss(lora.logits(model, there, pair), there)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(factors.values(), 1.0)
        learning.step()
        learning.zero_grad(set_to_none=True)
        log.count(batch, loss.detach())
        if step % args.report == 0:
            log.report(step, apart() if step % (args.report * HELD_EVERY) == 0 else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held", type=Path)
    parser.add_argument("--base", default="bcc81830d10c", help="the revision of MODEL in models.md")
    parser.add_argument("--start", type=Path, help="an adapter to go on with")
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--steps", type=int, default=10**9)
    parser.add_argument("--pieces", type=int, default=32768, help="in a batch, padding included")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--lr", type=float, default=8e-4)
    parser.add_argument("--warmup", type=int, default=60)
    parser.add_argument("--cooldown", type=float, default=1.0, help="share of the time over which the rate falls")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--report", type=int, default=25)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
