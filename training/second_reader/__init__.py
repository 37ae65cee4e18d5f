"""A second reader of summaries: SmolLM2 taught to mark the words of a claim that its sources do not bear out."""
