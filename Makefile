# Wirewatch. `make help` lists the targets; every one sets up what it needs.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
READY := $(VENV)/.ready
CODE := pipelines crawler alerts deploy

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint types imports integration faults evaluate bench lock clean

help:  ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

setup: $(READY)  ## Create .venv with the wirewatch command

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found. Install one, or say make PYTHON=/path/to/python3." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Creating .venv failed. On Debian and Ubuntu: apt-get install python3-venv, then run make again." >&2; exit 2; }
	@echo "Installing into $(VENV) (about a minute, once) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## Run the main job on the bundled newswire
	@$(BIN)/wirewatch demo

test: $(READY)  ## Run the tests
	@$(BIN)/python -m pytest -n 2

integration: $(READY)  ## Run the main job on embedded Valkey, Valkey and Debian's Redis
	@command -v redis-server >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& echo "Installing redis-server …" \
		&& { apt-get install -qq --no-install-recommends redis-server >/dev/null \
			|| { apt-get update -qq && apt-get install -qq --no-install-recommends redis-server >/dev/null; }; }; } \
		|| { echo "This needs redis-server 7.0 or newer. On Debian and Ubuntu: sudo apt-get install redis-server," \
			"then run make integration again." >&2; exit 2; }
	@$(BIN)/python -m pytest tests/integration --durations=5

faults: $(READY)  ## Kill, stop, fill and poison what runs, and see that nothing is lost (about 15 minutes)
	@command -v redis-server >/dev/null || { echo "This needs redis-server 7.0 or newer: run make integration" \
		"first, which installs it." >&2; exit 2; }
	@$(BIN)/python -m pytest tests/faults --capture=no

evaluate: $(READY)  ## Quality on labelled news and saved pages: make evaluate CORPUS=DIR
	@test -d "$(CORPUS)" || { echo "Say where the corpus is: make evaluate CORPUS=DIR" >&2; exit 2; }
	$(BIN)/python -m tests.evaluation.extraction $(CORPUS)/pages --baseline
	$(BIN)/python -m tests.evaluation.notices $(CORPUS)/pages
	$(BIN)/python -m tests.evaluation.matching $(CORPUS)
	$(BIN)/python -m tests.evaluation.judge $(CORPUS)
	$(BIN)/python -m tests.evaluation.developments
	$(BIN)/python -m tests.evaluation.agreement

bench: $(READY)  ## Speed, as ratios in one run
	$(BIN)/python -m tests.benchmarks.matching
	$(BIN)/python -m tests.benchmarks.judge
	$(BIN)/python -m tests.benchmarks.history
	$(BIN)/python -m tests.benchmarks.growth

check: $(READY) format lint types imports test  ## Formatting, lint, types, import contracts, tests

format: $(READY)
	@$(BIN)/ruff format --check --quiet $(CODE) tests

lint: $(READY)
	@$(BIN)/ruff check --quiet $(CODE) tests

types: $(READY)
	@$(BIN)/mypy --no-error-summary

imports: $(READY)
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

lock: $(READY)  ## Renew requirements.lock from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url \
		--extra dev --output-file requirements.lock pyproject.toml

clean:  ## Remove what make created
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
