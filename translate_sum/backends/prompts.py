"""What a chat model is asked. Only user and assistant speak, since some chat templates refuse any other role.

Tried with SmolLM2-135M-Instruct on news articles. Asked for the whole article in three sentences, it invents
meetings and titles when greedy, and with 4 beams copies the first three sentences. Asked passage by passage for
one sentence, with 4 beams, it shortens and mostly keeps to the text. Two worked examples before it (12 passages of
6 articles) made answers no shorter or truer to the eye, put a "12-year-old" into one, and took three times as long.
"""

from __future__ import annotations

TEXT = "{text}"  # where the passage goes
TASK = "Summarize this in one short sentence."

# for a model without a chat template, which continues a text instead of answering
CONTINUED = f"{TEXT}\n\nIn one short sentence:"


def messages() -> list[dict[str, str]]:
    return [{"role": "user", "content": f"{TEXT}\n\n{TASK}"}]
