# The book's commands. Each makes .venv first where it is missing or out of date.
.DEFAULT_GOAL := help
.PHONY: help book test lint serve check results lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## List these targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# One stamp for the whole environment: a second run installs nothing.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with PYTHON=…, as in: make book PYTHON=python3.12"; exit 1; }
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the locked requirements (a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

book: $(READY) ## Check the tables and build the site into _build/html
	@$(BIN)/python -m batterybook build

test: $(READY) ## Run all tests, the notebooks included
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(READY) ## Look for slips and wrong types in the code, and at its form
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

serve: $(READY) ## Show the book at http://127.0.0.1:8000 and build it again as files are saved
	@$(BIN)/python -m batterybook serve

check: $(READY) ## Check the tables alone
	@$(BIN)/python -m batterybook check

results: $(READY) ## Refresh the notebooks' stored results after a corrected figure
	@$(BIN)/python -m batterybook results

lock: $(READY) ## Write requirements.txt anew from pyproject.toml
	@$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	@$(VENV)/lock/bin/uv pip compile pyproject.toml --all-extras --quiet --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --custom-compile-command "make lock" -o requirements.txt

clean: ## Remove the built site; the environment stays
	@rm -rf _build
