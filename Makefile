# Behflow. `make run` serves it, `make test` proves it; both set up what they need.
.DEFAULT_GOAL := help
.PHONY: help install models run test lint types fuzz bench docs lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FUZZ_SECONDS ?= 300

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.runtime: requirements.txt requirements-build.txt pyproject.toml
	@sh scripts/setup.sh $(PYTHON) $(VENV) requirements.txt
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	@sh scripts/setup.sh $(PYTHON) $(VENV) requirements-dev.txt
	@touch $@

install: $(VENV)/.runtime ## make .venv with the command .venv/bin/behflow

$(VENV)/.models: $(VENV)/.runtime requirements-models.txt
	@sh scripts/setup.sh $(PYTHON) $(VENV) requirements-models.txt
	@touch $@

models: $(VENV)/.models ## add the packages of OpenAI, Anthropic and Ollama

run: install ## serve on http://127.0.0.1:8000
	@exec $(BIN)/behflow serve

test: $(VENV)/.development lint types ## run every test
	@sh scripts/test.sh $(BIN)

lint: $(VENV)/.development ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.development ## mypy, strict
	@$(BIN)/mypy

fuzz: $(VENV)/.development ## search for texts that break the language engine (FUZZ_SECONDS=300)
	@sh scripts/fuzz.sh $(BIN) $(FUZZ_SECONDS)

bench: $(VENV)/.development ## measure, and print one table
	@$(BIN)/python -m bench

docs: $(VENV)/.development ## write the generated parts of docs/
	@$(BIN)/python -m scripts.docs

lock: ## pin every requirement anew, with hashes
	@sh scripts/lock.sh

clean: ## remove what was built (never your data)
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis bench/results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
