# make run | test | check; everything else is in CONTRIBUTING.md.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.PHONY: run test check format core dev docs

run: core
	@$(BIN)/uratibu run --demo $(ARGS)

test: dev
	@$(BIN)/pytest $(ARGS)

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint --quiet
	$(BIN)/python -m uratibu.config makemigrations --check --dry-run
	$(BIN)/pytest $(ARGS)
	$(BIN)/mkdocs build --strict --quiet

format: dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: dev
	$(BIN)/mkdocs serve

core:
	@$(PYTHON) bootstrap.py core

dev:
	@$(PYTHON) bootstrap.py dev
