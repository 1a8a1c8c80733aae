# The portal's commands. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DEBUG ?= 1
# Processes that run the tests at once; ARGS goes to pytest or to the script.
TEST_JOBS ?= auto
ARGS ?=
export DEBUG
ifdef DATA_DIR
export DATA_DIR
endif

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
CATALOGUES := $(MANAGE) compile_catalogues --verbosity 0
TEMPLATES := templates cms rcm_pages
export PATH := $(CURDIR)/$(BIN):$(PATH)

# ---------------------------------------------------------------- use

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(VENV)/.run-stamp ## Set up everything and serve the portal (PORT=8000, DATA_DIR=var)
	@$(CATALOGUES)
	@echo "Preparing the database"
	@$(MANAGE) migrate --no-input --verbosity 0
ifneq ($(DEBUG),1)
	@echo "Collecting static files"
	@$(MANAGE) collectstatic --no-input --verbosity 0
endif
	@BASE_URL=http://localhost:$(PORT) $(MANAGE) demo --quiet-if-present
	@BASE_URL=http://localhost:$(PORT) exec $(MANAGE) portal --host $(HOST) --port $(PORT)

.PHONY: test
test: $(VENV)/.dev-stamp ## Set up and pass the tests (what this machine lacks is skipped, and named)
	@$(CATALOGUES)
	$(PYTEST) -n $(TEST_JOBS) $(ARGS)

# ---------------------------------------------------------------- tests apart

.PHONY: test-browser
test-browser: $(VENV)/.dev-stamp ## Pass the journeys in Chromium
	@$(CATALOGUES)
	$(PYTEST) -n $(TEST_JOBS) -m browser $(ARGS)

.PHONY: test-postgres
test-postgres: $(VENV)/.dev-stamp ## Pass the tests on PostgreSQL (DATABASE_URL, or a server of its own)
	@$(CATALOGUES)
	# The matrix of rights asks addresses, not the database: once is enough.
	.ci/with-postgres $(PYTEST) -n $(TEST_JOBS) -m "not browser and not libreoffice" \
	  --database-only --ignore=tests/integration/rights $(ARGS)

.PHONY: test-all
test-all: test test-postgres ## Pass the tests on SQLite, then on PostgreSQL

.PHONY: matrix
matrix: $(VENV)/.dev-stamp ## Ask every address as everybody: who may see what, where and how
	@$(CATALOGUES)
	$(PYTEST) -n0 -v tests/integration/rights $(ARGS)

.PHONY: bench-archive
bench-archive: $(VENV)/.dev-stamp ## Measure the path from an uploaded paper to its search result
	@$(CATALOGUES)
	$(BIN)/python -m tests.benchmarks.bench_archive $(ARGS)

.PHONY: bench-reader
bench-reader: $(VENV)/.dev-stamp ## Measure readers' pages, beside a bare view and stock Wagtail
	@$(CATALOGUES)
	$(BIN)/python -m tests.benchmarks.bench_reader $(ARGS)

.PHONY: bench-rights
bench-rights: $(VENV)/.dev-stamp ## Measure what rights cost: lists, hand-over, matrix
	@$(CATALOGUES)
	$(BIN)/python -m tests.benchmarks.bench_rights $(ARGS)

.PHONY: bench-import
bench-import: $(VENV)/.dev-stamp ## Measure what the importer understands (ARGS=--misses lists every miss)
	@$(CATALOGUES)
	DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python -m tests.benchmarks.bench_import $(ARGS)

.PHONY: bench-documents
bench-documents: $(VENV)/.dev-stamp ## Measure reading, pictures, uploads of files (ARGS=formats: one part)
	@$(CATALOGUES)
	DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python -m tests.benchmarks.bench_documents $(ARGS)

.PHONY: bench-fixity
bench-fixity: $(VENV)/.dev-stamp ## Measure how fast stored files are checked, beside sha256sum
	DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python -m tests.benchmarks.bench_fixity $(ARGS)

.PHONY: bench-kills
bench-kills: $(VENV)/.dev-stamp ## Kill processes at random and verify that nothing is lost
	@$(CATALOGUES)
	$(BIN)/python -m tests.resilience.kills $(ARGS)

.PHONY: bare-debian
bare-debian: ## Try `make test` and `make run` on a bare Debian (as root)
	.ci/bare-debian

# ---------------------------------------------------------------- checks

.PHONY: check
check: lint imports types templates migrations translations pins deployment ## Check all that a machine can check

.PHONY: lint
lint: $(VENV)/.dev-stamp ## Check style (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: imports
imports: $(VENV)/.dev-stamp ## Check that imports only go down (import-linter)
	$(BIN)/lint-imports

.PHONY: types
types: $(VENV)/.dev-stamp ## Check types (mypy)
	$(BIN)/mypy

.PHONY: templates
templates: $(VENV)/.dev-stamp $(VENV)/.templates-stamp ## Check templates (djhtml, curlylint)
	$(BIN)/djhtml --check $(TEMPLATES)
	$(VENV)/templates/bin/curlylint $(TEMPLATES)

.PHONY: migrations
migrations: $(VENV)/.dev-stamp ## Check that no migration is missing
	$(MANAGE) makemigrations --check --dry-run

.PHONY: translations
translations: $(VENV)/.dev-stamp ## Check that the Spanish catalogue is complete
	$(PYTEST) -q tests/unit/test_catalogues.py

.PHONY: pins
pins: $(VENV)/.dev-stamp ## Check that the pinned requirements follow pyproject.toml
	requirements/check.sh

.PHONY: deployment
deployment: $(VENV)/.dev-stamp ## Check the settings of production (manage.py check --deploy)
	secret=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))'); \
	SECRET_KEY=$$secret DJANGO_SETTINGS_MODULE=cms.settings.production \
	  $(MANAGE) check --deploy --fail-level WARNING

# ---------------------------------------------------------------- development

.PHONY: format
format: $(VENV)/.dev-stamp ## Format code and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml $(TEMPLATES)

.PHONY: messages
messages: $(VENV)/.dev-stamp ## Collect strings to translate (needs GNU gettext)
	$(MANAGE) makemessages --locale es --no-obsolete --no-location \
	  --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*'

.PHONY: requirements
requirements: $(VENV)/.dev-stamp ## Compile the pinned requirements (UPGRADE=1: the newest releases)
	requirements/compile.sh requirements $(if $(UPGRADE),--upgrade)

.PHONY: coverage
coverage: ## Report what the last tests with ARGS=--cov covered
	$(BIN)/coverage report

.PHONY: clean
clean: ## Remove what was made here, but not var/ (the archive itself)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage
	find cms rcm_pages search tests locale -name '__pycache__' -prune -exec rm -rf {} +
	find cms rcm_pages search locale -name '*.mo' -delete

# ---------------------------------------------------------------- environments

$(BIN)/python:
	@command -v $(PYTHON) > /dev/null || { \
	  echo "There is no $(PYTHON). Install Python 3.11 or newer, or say: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) is too old: 3.11 or newer is needed. Say: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
	  echo "$(PYTHON) has no venv. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-stamp: requirements/run.txt | $(BIN)/python
	@$(BIN)/python requirements/install.py $<
	@touch $@

# dev.txt holds all of run.txt.
$(VENV)/.dev-stamp: requirements/dev.txt requirements/run.txt | $(BIN)/python
	@$(BIN)/python requirements/install.py $<
	@touch $(VENV)/.run-stamp $@

$(VENV)/.templates-stamp: requirements/templates.txt | $(BIN)/python
	@$(BIN)/python -m venv $(VENV)/templates
	@$(VENV)/templates/bin/python requirements/install.py $<
	@touch $@
