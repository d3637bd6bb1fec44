# Needs Python 3.11 or newer and make; everything else it brings in itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --loglevel=error
EDITOR := tests/editor/node_modules/.ready
CLIENTS := tests/clients/.venv/.ready tests/clients/node_modules/.ready
PYTHON_FILES := server tests bench docs vscode-extension

.PHONY: help demo test bench fuzz check format format-check lint types contracts fast \
	docs vsix extension-tests lock clean

help:  ## what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY)  ## see it work, on this machine alone
	@$(BIN)/openrouter-lsp demo

# The browser's driver keeps an event loop of its own, and pictures want a calm machine: the real
# VS Code is tested in a process after the others.
test: format-check lint types contracts extension-tests $(EDITOR) $(CLIENTS)  ## everything, the real VS Code included
	$(BIN)/pytest -q -n 2 --dist worksteal -m "not editor" --cov --cov-report=term
	$(BIN)/pytest -q -m editor

bench: $(READY)  ## speed, as ratios within one run
	$(BIN)/python -m bench

fuzz: $(READY)  ## ten minutes of odd output for the recogniser
	$(BIN)/python -m tests.terminal.fuzz

check: format-check lint types contracts fast  ## what must pass before each commit

format: $(READY)  ## put the code in form
	$(BIN)/ruff check --fix --quiet $(PYTHON_FILES)
	$(BIN)/ruff format --quiet $(PYTHON_FILES)

format-check: $(READY)
	$(BIN)/ruff format --check --quiet $(PYTHON_FILES)

lint: $(READY)
	$(BIN)/ruff check --quiet $(PYTHON_FILES)

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

fast: $(READY)
	$(BIN)/pytest -q -m "not slow and not editor"

docs: $(READY)  ## write the pages that are made from the code
	$(BIN)/python -m docs

vsix: $(READY)  ## build/openrouter-keys.vsix
	$(BIN)/python vscode-extension/build.py

extension-tests: vsix
	$(NPM) --prefix vscode-extension test

# Where npm cannot bring the real VS Code, its tests are skipped with a loud line.
$(EDITOR): tests/editor/package-lock.json $(READY)
	$(NPM) --prefix tests/editor ci && \
		$(NPM) --prefix tests/editor run code-server-libraries && touch $@ || \
		echo "npm could not install code-server"

# The same for the real clients of OpenRouter; they bring compiled packages, so stay by themselves.
tests/clients/.venv/.ready: requirements/clients.txt | $(READY)
	$(PYTHON) -m venv tests/clients/.venv
	tests/clients/.venv/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements/clients.txt && touch $@ || \
		echo "pip could not install the clients"

tests/clients/node_modules/.ready: tests/clients/package-lock.json | $(READY)
	$(NPM) --prefix tests/clients ci && touch $@ || echo "npm could not install the clients"

lock:  ## pin the newest versions (needs uv)
	uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-header \
		--no-annotate -o requirements/runtime.txt pyproject.toml
	uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes --no-header \
		--no-annotate --group dev -o requirements/dev.txt pyproject.toml
	uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes --no-header \
		--no-annotate -o requirements/clients.txt tests/clients/requirements.in

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "openrouter-lsp needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:  ## take away all that make brought in
	rm -rf $(VENV) build dist vscode-extension/node_modules vscode-extension/bundled \
		vscode-extension/out tests/editor/node_modules \
		tests/clients/.venv tests/clients/node_modules
