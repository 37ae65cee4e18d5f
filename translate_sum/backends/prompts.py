"""What a chat model is asked. Only user and assistant speak, since some chat templates refuse any other role.

Tried with SmolLM2-135M-Instruct on news articles. Asked for the whole article in three sentences, it invents
meetings and titles when greedy, and with 4 beams copies the first three sentences. Asked passage by passage for
one sentence, with 4 beams, it shortens and mostly keeps to the text. Two worked examples before it (12 passages of
6 articles) made answers no shorter or truer to the eye, put a "12-year-old" into one, and took three times as long.
"""

from __future__ import annotations

from typing import Any

TEXT = "{text}"  # where the passage goes
TASK = "Summarize this in one short sentence."

# for a model without a chat template, which continues a text instead of answering
CONTINUED = f"{TEXT}\n\nIn one short sentence:"


def messages() -> list[dict[str, str]]:
    return [{"role": "user", "content": f"{TEXT}\n\n{TASK}"}]


def frame(tokenizer: Any) -> tuple[list[int], list[int]]:
    """Ids before and after the passage. Only these may hold special tokens: "<|im_end|>" in an article is text."""
    if tokenizer.chat_template is None:
        before, _, after = CONTINUED.partition(TEXT)
        ids: list[int] = tokenizer(after, add_special_tokens=False, split_special_tokens=True).input_ids
        return tokenizer(before).input_ids, ids
    rendered: str = tokenizer.apply_chat_template(messages(), tokenize=False, add_generation_prompt=True)
    before, _, after = rendered.partition(TEXT)
    rows = tokenizer([before, after], add_special_tokens=False).input_ids
    return rows[0], rows[1]
