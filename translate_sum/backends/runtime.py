"""Where and how models compute: device, number type, threads, memory. The one place that sets any of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from translate_sum.backends.batching import usable_cores
from translate_sum.errors import ConfigurationError

SHORT_NAMES = {torch.float32: "fp32", torch.float16: "fp16", torch.bfloat16: "bf16"}


def choose_device(name: str) -> torch.device:
    """The device for "auto", "cpu" or "cuda"; "auto" is the GPU where there is one."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name == "cuda" and not torch.cuda.is_available():
        raise ConfigurationError("cuda: PyTorch sees no such device; use --device cpu")
    return torch.device(name)


def choose_dtype(device: torch.device, *, exact: bool) -> torch.dtype:
    """fp32 where `exact`; else bf16 if the hardware multiplies it; never fp16, in which some models overflow to NaN.

    Exact is what translates in batches: of 30 sentences of newstest2019, 4 came out otherwise alone than in a batch
    with bf16, none with fp32, and with the embedded model bf16 saves but a fifth of the time. It is worth it for
    models that read their weights from memory at each step, a text at a time; emulated, it is slower than fp32.
    """
    if exact:
        return torch.float32
    native = torch.cuda.is_bf16_supported() if device.type == "cuda" else _cpu_multiplies_bf16()
    return torch.bfloat16 if native else torch.float32


def _cpu_multiplies_bf16() -> bool:
    # torch 2.4 has both probes, but only with the underscore; elsewhere than on x86 they are not meaningful
    probes = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(getattr(torch.cpu, probe, bool)() for probe in probes)


def use_threads(threads: int) -> None:
    """Compute on that many threads, 0 for all cores that this process may use."""
    torch.set_num_threads(threads or usable_cores())


@contextmanager
def enough_memory() -> Iterator[None]:
    """Running out of memory becomes a ConfigurationError."""
    try:
        yield
    except (MemoryError, torch.OutOfMemoryError) as exc:
        raise _out_of_memory() from exc
    except RuntimeError as exc:
        # the CPU allocator raises a plain RuntimeError, known only by its words
        if "DefaultCPUAllocator" not in str(exc):
            raise
        raise _out_of_memory() from exc


def _out_of_memory() -> ConfigurationError:
    return ConfigurationError("out of memory while the model ran: close other programs, or choose a smaller model")
