# The two commands of the README are `make demo` and `make test`; each sets up all it needs.
# Python 3.11 or later, pip and make are enough; uv is used where it is there or pip can bring it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: demo serve test check lint types imports docs-check browser train bench lock clean

demo: $(VENV)/.ready
	$(BIN)/dateline demo --out demo

# The news desk in a browser; its database is news.db in this folder.
serve: $(VENV)/.ready
	$(BIN)/dateline serve news.db

test: $(VENV)/.ready-dev browser
	$(BIN)/python -m pytest

check: lint types imports

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

imports: $(VENV)/.ready-dev
	$(BIN)/lint-imports

# Debian's browser for the browser test: by apt when run as root, else the test is skipped and says so.
browser:
	@sh scripts/browser.sh

# The environment, from the locked versions with their hashes.
$(VENV)/.ready: requirements.txt pyproject.toml scripts/install.sh
	@sh scripts/install.sh $(PYTHON) $(VENV) requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt pyproject.toml scripts/install.sh
	@sh scripts/install.sh $(PYTHON) $(VENV) requirements-dev.txt
	@touch $(VENV)/.ready $@

# Rebuild the encoder export and the heads from the open data (see training/README.md).
train:
	@sh training/run.sh $(PYTHON) $(DATA)

# Score every task on the open gold sets and on our own; about a quarter of an hour on two cores. Keeps the card of this version.
bench: $(VENV)/.ready-dev
	$(BIN)/dateline scorecard --data $(DATA) --data gold --processes 2 \
		--json docs/scorecard/$(VERSION).json --html docs/scorecard/$(VERSION).html

# Pin every package with its hashes; addresses of package indexes are left out.
lock:
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) demo build dist
