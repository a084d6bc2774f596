# Two commands for a fresh machine with Python 3.11 or later and make: `make plan` and `make test`.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
HOME_FOLDER := my-training
FEED := $(CURDIR)/$(HOME_FOLDER)/calendars/training.ics
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
WORKERS ?= auto
TOO_OLD := Python 3.11 or later is needed; if it has another name: make plan PYTHON=NAME

define VENV
@test -x $(BIN)/python || "$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "$(TOO_OLD)" >&2; exit 1; }
@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
endef

.PHONY: plan test quick long check bench faults mutants calendars figures pictures evidence system dist clean

plan: .venv/.run
	@test -e $(HOME_FOLDER)/plan.toml || $(BIN)/overload init $(HOME_FOLDER) --yes
	@$(BIN)/overload -C $(HOME_FOLDER) update
	@$(BIN)/overload -C $(HOME_FOLDER) next
	@echo
	@$(BIN)/overload -C $(HOME_FOLDER) week --weeks 2
	@echo "Your calendar: $(FEED)"
	@echo "Yours to edit: $(HOME_FOLDER)/plan.toml, then 'make plan' again."
	@echo "To use it: . .venv/bin/activate && cd $(HOME_FOLDER)"
	@echo "Then 'overload log' writes down what you did, 'overload serve' opens the page for it; your phone: README.md."

test: .venv/.dev system tests/node/node_modules/.done
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

quick: .venv/.dev
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow and not oracle"

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev
	$(BIN)/python -m pytest benchmarks -p no:xdist --benchmark-only --benchmark-columns=median,min,rounds

# System calls of an update, of every kind in turn, for 40 minutes or MINUTES; says how far it is, ends with a table.
faults: .venv/.dev system
	OVERLOAD_FAULTS=long OVERLOAD_FAULTS_MINUTES=$(or $(MINUTES),40) $(BIN)/python -m pytest tests/faults/test_sweep.py -q

# What `make test` takes a sample of, in full: an hour or so.
long: .venv/.dev
	OVERLOAD_LONG=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q tests/simulation/test_fits.py \
	  tests/importing/test_mutated.py tests/caldav/test_merge_laws.py tests/schedule/test_exact.py \
	  tests/schedule/test_search.py tests/schedule/test_oracle.py tests/update/test_never_below.py \
	  tests/many/test_as_a_folder.py
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q --hypothesis-profile=long tests/progression/test_strength.py

# More than a hundred faults put into rules, equipment, schedule and plan, to see that the tests notice: ten minutes or so.
mutants: .venv/.dev
	$(BIN)/python tests/testing/mutants.py

calendars: .venv/.run
	$(BIN)/python calendars/make.py

# Which rule for whom, from a year of simulated lifters: docs/which-rule.md and its pictures, ten minutes or so.
evidence: .venv/.dev
	$(BIN)/python docs/evidence.py

# The exercises as pictures that move, docs/exercises.md and docs/figures/.
figures: .venv/.dev
	$(BIN)/python docs/figures/make.py

# What the README shows of the event, the page and a plot, photographed in a real Chromium.
pictures: .venv/.dev system
	$(BIN)/python docs/pictures/make.py

# What the tests need beside Python: installed as root through apt, elsewhere the tests that need it say so and skip.
system:
	@sh tests/system-packages

tests/node/node_modules/.done: tests/node/package.json | system
	@if command -v npm >/dev/null; then cd tests/node && npm install --silent --no-audit --no-fund --no-package-lock && touch node_modules/.done; fi

.venv/.run: pyproject.toml constraints.txt
	$(VENV)
	@$(PIP) --editable '.[busy,web]'
	@touch $@

.venv/.dev: pyproject.toml constraints.txt
	$(VENV)
	@$(PIP) --editable '.[dev]'
	@touch $@ .venv/.run

# A wheel and an sdist, each tried in a clean environment of every Python from 3.11 on that is here.
dist: .venv/.dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist .
	@for python in python3.11 python3.12 python3.13; do \
	  if "$$python" -c "" 2>/dev/null; then for file in dist/*.whl dist/*.tar.gz; do sh tests/try-distribution "$$python" "$$file" || exit 1; done; \
	  else echo "$$python is not here; not tried with it"; fi; \
	done

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/node/node_modules
