# Everything runs in .venv, which is made when it is needed; a machine needs no more than Python 3.11+, pip and make.
# PYTHON=... says which Python to make it with.

BIN := .venv/bin
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
GOLD := ../shared/gold/dev tests/gold/open tests/gold/held

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help demo test check format graph score bench docs clean

help:  ## list the targets
	@awk -F ' *## *' '/^[a-z]+:.*##/ { sub(/:.*/, "", $$1); printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.runtime  ## build and draw the graph of the bundled reports into demo/, and say what to open
	@$(BIN)/talkgraph demo demo

test: check  ## check, then all tests but those that need a browser or long
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not browser and not slow"

check: .venv/.dev  ## format, lint, types, import contracts
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.dev  ## format and lint what can be mended by machine
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

graph: .venv/.runtime  ## build graph/talkgraph.ttl and graph/talkgraph.html anew from graph/reports
	@$(BIN)/talkgraph demo graph

score: .venv/.runtime  ## precision, recall and F1 on the annotated reports that are here
	@for gold in $(wildcard $(GOLD)); do echo "$$gold"; $(BIN)/talkgraph evaluate "$$gold" || exit 1; echo; done

bench: .venv/.runtime  ## start-up beside `import click`, and speed beside spaCy where that is installed
	@$(BIN)/python benchmarks/start_up.py
	@$(BIN)/python benchmarks/extraction.py

docs: .venv/.docs  ## the documentation site, into build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

clean:  ## delete all that was made, the environment too
	rm -rf .venv build dist demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is touched when all of its step has worked; a changed pyproject.toml does the step again.
.venv/.dev: .venv/.runtime
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

.venv/.docs: .venv/.runtime
	$(BIN)/python -m pip install --quiet --group docs
	@touch $@

.venv/.runtime: pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: talkgraph needs Python 3.11 or later; say which by: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(BIN)/python -c "" 2>/dev/null || { rm -rf .venv; $(MAKE) --no-print-directory environment; }
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# Some systems ship Python without ensurepip: there the pip that is at hand fills the new environment.
.PHONY: environment
environment:
	@echo "making .venv with $(PYTHON)"
	@"$(PYTHON)" -m venv .venv 2>/dev/null || { "$(PYTHON)" -m venv --clear --without-pip .venv \
		&& "$(PYTHON)" -m pip --python $(BIN)/python install --quiet pip; }
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
