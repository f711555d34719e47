# Everything runs from .venv, which `setup` makes and renews whenever pyproject.toml changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

DEMO := $(BIN)/python -m calcgrade check submissions/demo --exit-zero
# A result carries pictures as base64, in figures[].png of an exercise.
SAVE_PICTURE := import base64, json, pathlib, sys; \
  result = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8")); \
  figure = result["exercises"][0]["figures"][0]; \
  pathlib.Path(sys.argv[2]).write_bytes(base64.b64decode(figure["png"])); \
  print("The picture, drawn in the", result["isolation"], "sandbox:", pathlib.Path(sys.argv[2]).resolve())

.DEFAULT_GOAL := help
.PHONY: help setup demo check dev-check fast pytest podman test attacks bench judgement tolerances screenshots faults fuzz pictures clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: $(READY) ## Make .venv with calcgrade (editable) and the development tools

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

demo: $(READY) ## Grade a sample learner's folder: a pass, a mistake that is named, a picture
	@echo 'Robin, a sample learner, hands in the folder submissions/demo. Robin'"'"'s code runs in a sandbox:'
	@echo 'bubblewrap where this machine allows it, else a plain process. Nothing is written into the folder.'
	@echo
	@echo '== 1 of 3: calcgrade check 1.1. A right answer passes every check and earns its points.'
	@$(DEMO) 1.1
	@echo
	@echo '== 2 of 3: calcgrade check 2.1. A mistake is shown at the smallest input that fails, and gets its name.'
	@$(DEMO) 2.1
	@echo
	@echo '== 3 of 3: calcgrade check 1.2 --json FILE. The picture that Robin'"'"'s code draws is judged and kept.'
	@mkdir -p build/demo
	@$(DEMO) 1.2 --json build/demo/result.json
	@$(BIN)/python -c '$(SAVE_PICTURE)' build/demo/result.json build/demo/tangent_lines.png
	@echo
	@echo 'Robin failed checks, and the demo still ends well: --exit-zero asks only that grades were given.'

check: $(READY) ## Lint, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --num-workers auto
	$(BIN)/pyright --pythonpath $(BIN)/python

dev-check: $(READY) ## The course's own health: stubs, solutions, misconceptions, tolerances
	$(BIN)/python -m calcgrade dev check

judgement: $(READY) ## Put the figures of the course's own health into docs/judgement.md
	$(BIN)/python -m calcgrade dev check --write docs/judgement.md

fast: $(READY) ## The tests that are quick and need no container
	$(BIN)/pytest -n auto --dist loadfile -m 'not slow and not docker and not faults'

pytest: $(READY) ## All tests, the slow ones too, on all processors
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

faults: $(READY) ## The tests in which an engine, a disk, a clock or a process fails
	$(BIN)/pytest -m faults

podman: $(READY) ## The tests of Podman, in a service started for them (root; packages podman, runc)
	.ci/podman

test: check dev-check pytest ## Everything that CI asks for

attacks: $(READY) ## Every attack in every sandbox, two at a time; the totals go into the README
	$(BIN)/pytest tests/attacks -m attacks -v --tb=line
	$(BIN)/python tests/attacks/table.py

bench: $(READY) ## Measure against the targets
	$(BIN)/python benchmarks/check_speed.py

tolerances: $(READY) ## Measure right and wrong answers against their tolerances, into docs/judgement.md
	$(BIN)/python -m benchmarks.tolerances --write
	$(BIN)/pytest tests/engine/test_tolerance_survey.py -m survey

screenshots: $(READY) ## Take the pictures of the HTML report anew, for docs/reports.md (needs chromium)
	PYTHONPATH=tests/engine $(BIN)/python docs/screenshots.py

# Inputs in all, divided over the targets of tests/fuzz; FUZZ_SEED=0 tries other ones each time.
FUZZ_RUNS ?= 1000000
FUZZ_SEED ?= 1

fuzz: .venv/.ready-to-fuzz ## Fuzz all that reads bytes from outside, guided by coverage; hours
	PYTHONPATH=tests/engine $(BIN)/python tests/fuzz/guided.py --runs $(FUZZ_RUNS) --seed $(FUZZ_SEED)

.venv/.ready-to-fuzz: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	touch $@

pictures: $(READY) ## Draw the pictures of docs/ideas, and record the terminal sessions of the README
	$(BIN)/python docs/pictures/make.py
	PYTHONPATH=tests/engine $(BIN)/python docs/recordings/record.py

clean: ## Remove .venv and every cache
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
