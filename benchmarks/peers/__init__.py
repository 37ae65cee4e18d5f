"""The ways that the tool and its alternatives call a model: each a `benchmarks.serve.Translating`."""
