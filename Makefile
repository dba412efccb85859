# The front door. `make audit` and `make test` do everything on a fresh Debian machine as root.
.DELETE_ON_ERROR:
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PACKAGES := lab/packages.txt
BROWSER := tests/packages.txt
LAB ?= lab
# With it every run would compile the suite again.
unexport PYTHONDONTWRITEBYTECODE
# What reads our reports elsewhere, for tests alone: Heimdall's own parser.
READERS := inspecjs@2.12.6
# Sockets that clients of APIs leave to the garbage collector are its business, and it says so in whatever test it happens to run.
STRICT := -W error -W "ignore:Module already imported" -W ignore::ResourceWarning

# What a list of Debian packages names and this machine lacks is installed; fails when that would take root.
define install
missing=$$(grep -v '^#' $(1) | xargs dpkg-query -W -f '$${Package} $${db:Status-Status}\n' 2>/dev/null | awk '$$2 == "installed" { print $$1 }' | sort | comm -13 - <(grep -v '^#' $(1) | sort)); \
	if [ -z "$$missing" ]; then true; \
	elif [ "$$(id -u)" != 0 ]; then echo "missing: apt-get install --no-install-recommends" $$missing >&2; false; \
	else echo installing $$missing; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; fi
endef

# Several at once, in the order given. On a live lab each has a lab of its own, and much of the time is waiting, so three keep two cores busy.
ABREAST := -p xdist.plugin --no-loadscope-reorder

.PHONY: audit test check unit lab-tests prove trials at-once bench setup lab down clean

audit: lab  ## set up, start the lab, audit with remediation, write the report
	$(BIN)/pytest --remediate --yes

test: setup check unit lab-tests  ## set up, run every test

check: setup  ## style, types, directions between rooms, wiring
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q $(STRICT) tests/wiring

unit: setup .venv/.browser  ## tests that need no lab; without a browser those of the page say so (and fail when CI=true)
	$(BIN)/pytest -q $(ABREAST) -n 2 --dist loadfile $(STRICT) tests --ignore=tests/lab --ignore=tests/wiring

lab-tests: setup  ## tests on a live lab; on a machine that cannot hold one they say so (and fail when CI=true)
	$(BIN)/pytest -q $(ABREAST) -n 3 tests/lab

prove: setup  ## break every promise in the lab, see it red, see it mended; writes reports/proofs.json
	$(BIN)/python -m tests.prove --stale

trials: setup  ## take the plans at their word: what they show is made, nothing else is touched, and all of it can be taken back
	$(BIN)/python -m tests.trial

at-once: setup  ## all wounds that go together, mended by one repair
	$(BIN)/python -m tests.allatonce

bench: lab  ## speed and memory against stock testinfra, as ratios
	$(BIN)/python -m tests.bench

lab: setup  ## start the homelab in small
	$(BIN)/python -m lab --name $(LAB) up

down:  ## stop it and leave nothing
	if [ -x $(BIN)/python ]; then $(BIN)/python -m lab --name $(LAB) down; fi

setup: .venv/.packages .venv/.ready

.venv/.packages: $(PACKAGES)
	@$(call install,$<) || { echo "the lab needs them" >&2; exit 1; }
	@mkdir -p .venv && touch $@

.venv/.browser: $(BROWSER) .venv/.packages
	@$(call install,$<) && touch $@ || echo "no browser: the tests of audit.html will say that they did not run" >&2

.venv/.ready: pyproject.toml .venv/.packages
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check '.[lab,dev]'
	if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund --prefix .venv/npm $(READERS); fi
	@touch $@

clean: down
	rm -rf .venv reports/out
