# Everything runs from .venv, which `setup` makes and renews whenever pyproject.toml changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo check dev-check pytest test bench clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: $(READY) ## Make .venv with calcgrade (editable) and the development tools

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

demo: $(READY) ## Check a folder of deliberately flawed answers
	$(BIN)/python -m calcgrade grade submissions/demo --exit-zero

check: $(READY) ## Lint, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright

dev-check: $(READY) ## The course's own health: stubs, solutions, misconceptions, tolerances
	$(BIN)/python -m calcgrade dev check

pytest: $(READY) ## The tests alone
	$(BIN)/pytest

test: check dev-check pytest ## Everything that CI asks for

bench: $(READY) ## Measure against the targets
	$(BIN)/python benchmarks/check_speed.py

clean: ## Remove .venv and every cache
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
