"""Train a MarianMTModel on prepared arrays, on CPU or CUDA, for as long as it is given.

    python -m training.train DATA OUT --minutes 120 [--resume OUT/last]

The rate warms up, stays, and falls to zero over the last `--cooldown` share of the time, so that a run can be
stopped in the flat part and gone on with (`last/`), and cooled down for an export at any point (`final/`).
OUT/log.jsonl has one line per report: step, tokens, loss, tokens_per_second, minutes; some with dev_loss, dev_bleu,
dev_chrf.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
from transformers import MarianConfig, MarianMTModel

from training.adapter import adapt
from training.checkpoint import load_state, save_state
from training.data import Batch, Corpus, ahead
from training.dev import DevSet
from training.model import (
    GuidedAttention,
    Shape,
    build,
    compile_layers,
    forward_loss,
    start_from_embeddings,
    start_from_export,
)
from training.optim import MasterWeights
from training.rounding import round_products
from training.workers import Workers
from translate_sum.backends.runtime import choose_dtype

UNLIMITED = 10_000  # pieces
KEPT = ("step", "tokens", "seed", "seconds", "best")  # of a Run, with a checkpoint
DEV_LOSS_EVERY = 5  # reports
DIVERGED = 2.0  # nats a piece over the best report; longer segments alone, as --curriculum brings them, cost 0.6 (e1)


@dataclass
class Run:
    """What is counted while a run goes on; saved with each checkpoint."""

    step: int = 0
    tokens: int = 0
    seed: int = 1
    seconds: float = 0.0
    best: float = math.inf
    _loss: float | torch.Tensor = 0.0
    _mark: tuple[int, float] | None = None

    def count(self, tokens: int, loss: float | torch.Tensor, seconds: float) -> None:
        """`loss` stays where it is: to read it each step would be to wait for a GPU each step."""
        self._mark = self._mark or (self.tokens, self.seconds)
        self.step, self.tokens, self.seconds = self.step + 1, self.tokens + tokens, seconds
        self._loss = self._loss + loss

    def since_last_report(self) -> tuple[float, float]:
        """Mean loss per target piece and target pieces per second since this was last asked."""
        tokens, seconds = self._mark or (0, 0.0)
        seen, loss = max(1, self.tokens - tokens), float(self._loss)
        self._mark, self._loss = (self.tokens, self.seconds), 0.0
        return loss / seen, seen / max(1e-6, self.seconds - seconds)

    def watch(self, mean: float) -> None:
        """End a run that does not come back: r14's went from 2.7 to 6.8 at once and lost five minutes of a GPU."""
        if mean > self.best + DIVERGED or math.isnan(mean):
            raise SystemExit(
                f"the loss went from {self.best:.2f} to {mean:.2f}: resume the last checkpoint with a lower rate, or "
                "without what was new in this start (--compile, --int8)"
            )
        self.best = min(self.best, mean)

    def set_aside(self, seconds: float) -> None:
        """What comes next will take that much longer, for no fault of its own."""
        if self._mark:
            self._mark = (self._mark[0], self._mark[1] + seconds)


class Clock:
    """The time of this start of the run, in seconds; `total` also counts the starts before."""

    def __init__(self, budget: float, before: float) -> None:
        self.budget, self.before, self.start = budget, before, time.time()
        self.spent = self.saved = 0.0

    def now(self) -> float:
        return time.time() - self.start

    @property
    def total(self) -> float:
        return self.before + self.spent


def batches(corpus: Corpus, run: Run, args: argparse.Namespace) -> Iterator[Batch]:
    """Endless; the longest side allowed grows from 16 pieces to all over the first `--curriculum` tokens."""
    while True:
        rng = np.random.default_rng(run.seed)
        corpus.show(run.seed - 1)
        run.seed += 1
        growing = run.tokens < args.curriculum
        limit = 16 + int(112 * run.tokens / args.curriculum) if growing else UNLIMITED
        for n, rows in enumerate(corpus.batches(rng, args.tokens, limit)):
            yield corpus.batch(rows)
            if growing and n >= 400:
                break


def number_type(name: str, device: str) -> torch.dtype:
    """bf16 where the hardware multiplies it; emulated, as on a CPU with AVX2 alone, it is slower than fp32."""
    if name == "auto":
        return choose_dtype(torch.device(device), exact=False)
    return torch.bfloat16 if name == "bf16" else torch.float32


def guided(corpus: Corpus, args: argparse.Namespace) -> bool:
    return bool(args.guide) and corpus.links is not None


def rate(run: Run, args: argparse.Namespace, spent: float) -> float:
    """Share of the base learning rate: linear warm-up, flat, linear cool-down to zero by time."""
    warm = min(1.0, (run.step + 1) / args.warmup)
    left = 1.0 - spent / (args.minutes * 60)
    return max(0.0, min(warm, left / args.cooldown if args.cooldown else 1.0))


def save(folder: Path, weights: MasterWeights, config: MarianConfig, run: Run, args: argparse.Namespace) -> None:
    """The optimizer's state, with masters and average in it, and what is counted."""
    save_state(folder, weights.state(), args.piece_mb)
    config.save_pretrained(folder)
    kept = {name: getattr(run, name) for name in KEPT if math.isfinite(getattr(run, name))}
    (folder / "run.json").write_text(json.dumps(kept | {"args": {k: str(v) for k, v in vars(args).items()}}, indent=1))


def train(args: argparse.Namespace) -> None:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    pieces = spm.SentencePieceProcessor(model_file=str(args.data / "spm.model"))
    vocabulary = pieces.get_piece_size() + 1
    corpus = Corpus(args.data, pad=vocabulary - 1, eos=0, multiple=8 if device == "cuda" else 1)
    shape = Shape(args.width, args.ffn, args.encoder, args.decoder, args.heads, args.dropout)
    model = build(shape, vocabulary)
    if args.embed:
        start_from_embeddings(model, torch.from_numpy(np.load(args.data / "embed.npy")))
    if args.from_export:
        start_from_export(model, args.from_export, changed=not args.adapter)  # an adapter begins anew
    model.to(device)
    dtype = number_type(args.dtype, device)
    if args.int8:
        round_products(model)
        model.config.trained_for_int8 = True  # which the conversion goes by
    if args.adapter:
        adapt(model, args.adapter)
    weights = MasterWeights(model, args.lr, args.matrix_lr, args.average, dtype)
    model.to(dtype)
    if args.compile:
        compile_layers(model, guided(corpus, args))
    run = Run()
    if args.resume:
        weights.restore(load_state(args.resume, device))
        kept = json.loads((args.resume / "run.json").read_text())
        run = Run(**{name: kept[name] for name in KEPT if name in kept})
    held = DevSet.read(args.data, args.dev, corpus) if args.dev else None
    loop(model, weights, corpus, held, run, args, device)


def loop(
    model: MarianMTModel,
    weights: MasterWeights,
    corpus: Corpus,
    held: DevSet | None,
    run: Run,
    args: argparse.Namespace,
    device: str,
) -> None:
    workers = Workers()
    guide = GuidedAttention(model.model.decoder.layers[-1].encoder_attn) if guided(corpus, args) else None
    stream = workers.share(batches(corpus, run, args))
    stream = ahead(stream) if device == "cuda" else stream
    args.out.mkdir(parents=True, exist_ok=True)
    clock = Clock(args.minutes * 60, before=run.seconds)
    model.train()
    while clock.spent < clock.budget and run.step < args.steps:
        counts = torch.zeros(2, dtype=torch.float64)  # tokens, and the first worker's time, for all to agree on
        lost = torch.zeros((), dtype=torch.float64, device=device)
        for _ in range(args.accumulate):
            batch = next(stream)
            counts[0] += batch.tokens
            batch = batch.to(device)
            batch, times = (batch.twice(), 2) if args.agreement else (batch, 1)
            loss = forward_loss(model, batch, args.smoothing, args.rows, args.agreement)
            lost += loss.detach()
            if guide:
                weight = args.guide * max(0.1, 1 - run.tokens / args.guide_tokens)
                loss = loss + weight * guide.loss(batch) / times
            (loss / (args.tokens * args.accumulate * workers.count)).backward()
        weights.step(rate(run, args, clock.spent), workers)
        counts[1] = clock.now() if workers.first else 0.0
        workers.sum([counts])
        workers.sum([lost])
        clock.spent = float(counts[1])
        run.count(int(counts[0]), lost, clock.total)
        if workers.first:
            keep_record(model, weights, held, run, args, device, clock)
    if workers.first:
        save(args.out / "final", weights, model.config, run, args)
    workers.close()


def keep_record(
    model: MarianMTModel,
    weights: MasterWeights,
    held: DevSet | None,
    run: Run,
    args: argparse.Namespace,
    device: str,
    clock: Clock,
) -> None:
    """A log line when it is time for one, a checkpoint likewise; none while the rate falls."""
    if run.step % args.report == 0:
        report(model, weights, held, run, args, device)
    flat = clock.spent < clock.budget * (1 - args.cooldown)
    if flat and clock.spent - clock.saved > args.save_minutes * 60:
        save(args.out / "last", weights, model.config, run, args)
        clock.saved = clock.spent


def report(
    model: MarianMTModel, weights: MasterWeights, held: DevSet | None, run: Run, args: argparse.Namespace, device: str
) -> None:
    """One log line; what is said of the dev set is of the averaged weights, and its time is not in the speed."""
    mean, speed = run.since_last_report()
    line: dict[str, float] = {"step": run.step, "tokens": run.tokens, "loss": round(mean, 4)}
    reports = run.step // args.report
    if held and reports % DEV_LOSS_EVERY == 0:
        started = time.time()
        weights.use(weights.ema)
        with torch.compiler.set_stance("force_eager"):  # other shapes, no gradients: they would be compiled again
            line["dev_loss"] = round(held.loss(model, device), 4)
            if args.dev_bleu and reports % args.bleu_every == 0:
                line |= held.scores(model, args.dev_bleu, device)
        weights.use(weights.masters)
        run.set_aside(time.time() - started)
    line |= {"tokens_per_second": round(speed), "minutes": round(run.seconds / 60, 1)}
    with (args.out / "log.jsonl").open("a") as log:
        log.write(json.dumps(line) + "\n")
    print(line, flush=True)
    run.watch(mean)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--dev-bleu", type=int, default=0, metavar="N", help="translate N dev segments on the way")
    parser.add_argument("--bleu-every", type=int, default=25, help="reports; a multiple of 5")
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--steps", type=int, default=10**9, help="stop after this many, whatever the time")
    parser.add_argument("--cooldown", type=float, default=0.25, help="share of the time over which the rate falls")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tokens", type=int, default=2048, help="target tokens in a batch, about")
    parser.add_argument("--accumulate", type=int, default=2)
    parser.add_argument(
        "--compile", action="store_true", help="fuse what stands between the products; wants a C++ compiler"
    )
    parser.add_argument("--rows", type=int, default=256, help="target tokens whose logits are held at once")
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--matrix-lr", type=float, default=0.015)
    parser.add_argument("--warmup", type=int, default=100)
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument(
        "--agreement", type=float, default=0.0, help="weight of R-Drop: each batch twice, to be predicted alike"
    )
    parser.add_argument("--guide", type=float, default=0.3, help="weight of the alignment loss at the start")
    parser.add_argument("--guide-tokens", type=float, default=10e6, help="tokens over which it falls to a tenth")
    parser.add_argument("--curriculum", type=float, default=2e6)
    parser.add_argument("--embed", action="store_true", help="start from embed.npy")
    parser.add_argument(
        "--from-export", type=Path, help="start from the weights of an exported directory of this shape"
    )
    parser.add_argument(
        "--adapter", type=int, default=0, metavar="RANK", help="the export's weights stay; low-rank changes learn"
    )
    parser.add_argument("--dtype", choices=("auto", "bf16", "fp32"), default="auto", help="of the products")
    parser.add_argument("--int8", action="store_true", help="with the rounding of int8: for the end of a run")
    parser.add_argument("--report", type=int, default=20, help="steps")
    parser.add_argument("--save-minutes", type=float, default=5)
    parser.add_argument("--piece-mb", type=float, default=0, help="checkpoints in files of at most so many MB")
    for name, value in (("width", 256), ("ffn", 1024), ("encoder", 6), ("decoder", 2), ("heads", 8)):
        parser.add_argument(f"--{name}", type=int, default=value)
    return parser


def main() -> None:
    # for the process, so here: a trained model's gradients are full of denormals; backward 1.7 s a step, 0.6 without
    torch.set_flush_denormal(True)
    train(build_parser().parse_args())


if __name__ == "__main__":
    main()
