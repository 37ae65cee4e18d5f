"""A GGUF file of the Llama family -> a Hugging Face directory in bf16 safetensors.

Loading the GGUF itself would take transformers about 16 s each time, and one more package, accelerate. The result is
the same, byte for byte.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import torch

LAYER = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
OUTSIDE = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}


def convert(file: Path, out: Path) -> None:
    """Write model, configuration, tokenizer and chat template of a GGUF file into the directory `out`."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

    from translate_sum.backends.loading import quiet

    with quiet():
        tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        config = AutoConfig.from_pretrained(file.parent, gguf_file=file.name)
        model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
        state = weights(file, config.num_attention_heads, config.num_key_value_heads)
        if config.tie_word_embeddings:
            state["lm_head.weight"] = state["model.embed_tokens.weight"]
        model.load_state_dict(state)  # strict: every name and every shape must fit
        tokenizer.model_max_length = config.max_position_embeddings
        model.save_pretrained(out)
        tokenizer.save_pretrained(out)


def weights(file: Path, heads: int, key_heads: int) -> dict[str, torch.Tensor]:
    """All tensors of a GGUF file, dequantized to bf16, under the names that transformers' Llama has for them."""
    import torch
    from gguf import GGUFReader
    from gguf.quants import dequantize

    tensors = {}
    for stored in GGUFReader(file).tensors:
        values = dequantize(stored.data, stored.tensor_type)
        if ".attn_q." in stored.name:
            values = halves(values, heads)
        elif ".attn_k." in stored.name:
            values = halves(values, key_heads)
        tensors[rename(stored.name)] = torch.tensor(values).to(torch.bfloat16)
    return tensors


def rename(name: str) -> str:
    """A tensor's name in GGUF -> its name in transformers.

    >>> rename("blk.7.attn_q.weight")
    'model.layers.7.self_attn.q_proj.weight'
    >>> rename("token_embd.weight")
    'model.embed_tokens.weight'
    """
    parts = name.split(".")
    if parts[0] == "blk":
        _, layer, part, kind = parts
        return f"model.layers.{layer}.{LAYER[part]}.{kind}"
    part, kind = parts
    return f"{OUTSIDE[part]}.{kind}"


def halves(values: np.ndarray[Any, Any], heads: int) -> np.ndarray[Any, Any]:
    """Rows of a query or key projection in transformers' order.

    Rotary embedding turns pairs of rows: GGUF keeps a pair side by side, transformers half a head apart.
    """
    rows, columns = values.shape
    pairs = values.reshape(heads, rows // heads // 2, 2, columns)
    return pairs.swapaxes(1, 2).reshape(rows, columns)
