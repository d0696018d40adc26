# Two commands: `make` (environment, main job, report) and `make test`. Each may be the first one ever run.
# All that a machine needs is Python 3.11 to 3.13 and make; everything else is installed into .venv.

.DEFAULT_GOAL := all
.PHONY: all setup run report compare test fast check lint types imports golden docs bench bench-large fit wheel constraints clean help

VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest

# The newest of these that really runs, is of a supported version and can make environments.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)

all: run ## set up, run the main job over corpus/ and say where the report is

# Stamps tell what is installed; a change of pyproject.toml or .requirements/ installs anew. The code itself needs no
# installing twice: the install is an editable one. .requirements/ names every package with its version and SHA-256, so
# nothing is resolved here and a file that differs is refused; the package itself is then installed without dependencies.
SETUP := $(VENV)/.stamp-setup
DOCS := $(VENV)/.stamp-docs
TEST := $(VENV)/.stamp-test
CHECK := $(VENV)/.stamp-check
# Build servers and images often forbid bytecode; without it, and without the compiled expressions that are saved beside
# it, every command takes twice as long to start.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation
LOCKED := $(PIP) --require-hashes -r .requirements

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Gangmu needs Python 3.11, 3.12 or 3.13 with its venv module; none was found: install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	@echo "Creating $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(SETUP): pyproject.toml .requirements/build.txt .requirements/run.txt | $(BIN)/python
	@echo "Installing (a minute or two the first time)"
	@$(LOCKED)/build.txt
	@$(LOCKED)/run.txt
	@$(PIP) -e .
	@$(BIN)/python -m compileall -q schemas extractors pipeline
	@touch $@

$(DOCS): $(SETUP) .requirements/docs.txt
	@$(LOCKED)/docs.txt
	@touch $@

$(TEST): $(DOCS) .requirements/test.txt
	@$(LOCKED)/test.txt
	@touch $@

$(CHECK): $(TEST) .requirements/check.txt
	@$(LOCKED)/check.txt
	@touch $@

setup: $(SETUP) ## create .venv and install Gangmu into it

run: $(SETUP) ## corpus/ to outputs/: plans, tables, graph, report; only what changed is done again
	@$(BIN)/gangmu run

report: $(SETUP) ## build the report anew from outputs/
	@$(BIN)/gangmu report

compare: $(SETUP) ## compare each plan with its predecessor; outputs/ is brought up to date first
	@$(BIN)/gangmu run >/dev/null
	@$(BIN)/gangmu compare

test: $(TEST) ## install what the tests need and run them
	@$(PYTEST) -n 2 --dist loadfile

fast: $(TEST) ## the quick tests alone, under a minute on two cores
	@$(PYTEST) -m 'not slow' -n 2 --dist loadfile

check: lint types imports test ## lint, types, imports, tests

lint: $(CHECK)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(CHECK)
	@$(BIN)/mypy

imports: $(CHECK)
	@$(BIN)/lint-imports

golden: $(TEST) ## accept tests/actual/ as the new golden files, after reading the difference
	@$(BIN)/python tests/accept_golden.py

docs: $(DOCS) ## write the generated pages and build the site in build/site
	@$(BIN)/python docs/generate.py
	@$(BIN)/mkdocs build --quiet --strict -f docs/mkdocs/mkdocs.yml
	@echo "Site: build/site/index.html"

bench: $(TEST) ## measure against peers in the same run, and write docs/benchmarks.md (under ten minutes)
	@$(BIN)/python -m tests.bench.all

bench-large: $(TEST) ## up to 100,000 plans, half a day and 60 GB, into docs/benchmarks.md; PLANS='1000 3000' takes other numbers
	@$(BIN)/python -m tests.bench.all --large --plans $(PLANS)

fit: $(TEST) ## fit the costs of the table decoder and the links of the comparison, and report held-out figures (minutes)
	@$(BIN)/python -m tests.fit.run --out $(VENV)/costs.yml
	@$(BIN)/python -m tests.fit.links.run

wheel: $(TEST) ## build the wheel, install it without the checkout and run the main job with it (half a minute)
	@$(BIN)/python -m tests.bench.wheel

constraints: $(SETUP) ## lock what make installs: .requirements/ and constraints.txt; UPGRADE='names' takes their newest
	@$(PYTHON) -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip --disable-pip-version-check install --quiet uv
	@$(BIN)/python -m tests.lock $(VENV)/lock/bin/uv $(UPGRADE)

clean: ## remove the environment, outputs and caches; corpus/ is left alone
	@find outputs -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@rm -rf $(VENV) build dist *.egg-info tests/actual .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find schemas extractors pipeline tests -name __pycache__ -type d -exec rm -rf {} +

help: ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
