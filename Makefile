# Redress: `make run` serves a demo council, `make test` tests everything; both set up what they need.

.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

# Programs of the environment come first: redress, and Node where the machine has none.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PIP = .venv/bin/python -m pip --disable-pip-version-check --no-input install -qq --no-user

# The first Python of this machine that is new enough; PYTHON=… names another.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
    $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
    && echo $(name))))

PACKAGES := .venv/.packages
SCREENS := web/node_modules/.package-lock.json
BUILT := web/static/built/govuk-frontend.min.css
# what the diagram editor is made of
EDITOR := $(wildcard web/editor/*.js web/editor/*/*.js web/editor/*.css) \
    $(wildcard engine/catalogue/schemas/redress*.json)

.PHONY: help run test check style types imports procedures scenarios pytest pictures set-up lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: set-up ## set up, then serve a demo council (database under var/demo)
	@REDRESS_DEMO=1 \
	REDRESS_PROFILE="$${REDRESS_PROFILE:-DEMO-COUNCIL}" \
	REDRESS_VAR="$${REDRESS_VAR:-$(CURDIR)/var/demo}" \
	exec .venv/bin/redress serve

# The tests play every scenario, too. Types are read meanwhile, and told at the end.
test: style imports procedures ## set up, then run every check and every test
	@told=$$(mktemp); .venv/bin/mypy >"$$told" 2>&1 & types=$$!; \
	trap 'kill $$types 2>/dev/null; rm -f "$$told"' EXIT; trap 'exit 130' INT TERM; \
	failed=0; $(MAKE) pytest || failed=1; \
	wait $$types || failed=1; cat "$$told"; exit $$failed

check: style types imports procedures ## the quick part: style, types, floors, procedures

style: set-up
	.venv/bin/ruff check --quiet .
	.venv/bin/ruff format --check --quiet . || { .venv/bin/ruff format --check .; exit 1; }

types: set-up
	.venv/bin/mypy

imports: set-up
	.venv/bin/lint-imports --no-cache

procedures: set-up
	.venv/bin/redress check

scenarios: set-up ## run every procedure's scenarios; say which flows none took
	.venv/bin/redress scenario run --coverage

pytest: set-up ## run the tests; ARGS="…" are handed to pytest
	.venv/bin/python -m pytest -n 2 --dist loadgroup -q $(ARGS)

pictures: set-up ## make the pictures of docs/studio.md anew, in a real browser
	@.venv/bin/python -m tests.browser.pictures

set-up: $(PACKAGES) $(SCREENS) $(BUILT) ## only set up
	@:

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Redress needs Python 3.11 or newer: install it," \
	    "or name it with make PYTHON=…" >&2; exit 1; }
	@echo "Making .venv with $(PYTHON)…"
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; echo "This Python cannot make" \
	    "environments. On Debian: apt-get install python3-venv" >&2; exit 1; }

$(PACKAGES): .venv/bin/python pyproject.toml requirements.lock
	@echo "Installing the Python packages…"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(SCREENS): $(PACKAGES) web/package.json web/package-lock.json requirements-node.lock
	@echo "Installing what the screens are made of…"
	@{ node --version && npm --version; } >/dev/null 2>&1 \
	    || $(PIP) --require-hashes -r requirements-node.lock
	@cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(BUILT): $(SCREENS) web/assets.py $(EDITOR)
	@.venv/bin/python -m web.assets
	@touch $@

lock: set-up ## write the lock files anew from pyproject.toml, with the newest versions
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	    --custom-compile-command "make lock" \
	    --extra test --group set-up pyproject.toml -o requirements.lock
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	    --custom-compile-command "make lock" \
	    --group node -o requirements-node.lock

clean: ## take away what set-up made; the demo's database stays
	rm -rf .venv web/node_modules web/static/built .mypy_cache .ruff_cache .pytest_cache
