# Everything is installed into .venv, and what checks the scripts into tests/js, from the lock files; a stamp in it is as new as the file that it was made from.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM := tests/js/node_modules
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test lint bench mutants load sbom lock clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/project ## serve the dashboard; takes HOST, PORT and WEB_CONCURRENCY
	@exec $(BIN)/cablescope

# Browser tests drive a Chromium that the system looks after; Playwright's own download is not used.  The headless shell is
# the same without windows, of which each page would cost one: half the time.
# With it come glyphs for the Japanese page, and a library that Playwright's driver needs and a bare Debian lacks.
find_chromium = for name in "$$CHROMIUM" chromium-headless-shell chromium chromium-browser google-chrome; do \
	"$$name" --version >/dev/null 2>&1 && command -v "$$name" && break; done
fonts = fonts-noto-cjk libatomic1
# Circuits are checked against ngspice.
find_ngspice = command -v ngspice >/dev/null
as_root = $$([ "$$(id -u)" = 0 ] || echo sudo -n)
apt_install = command -v apt-get >/dev/null && echo "No $(1) found: trying to install it with apt-get ..." && \
	$(as_root) apt-get update -qq && \
	$(as_root) env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $(2) >/dev/null
must_be_there = if [ "$$CI" = true ]; then echo "No $(1), and CI must not skip the tests that need it." >&2; exit 1; fi

test: export OPENBLAS_NUM_THREADS = 1 # there is a worker for each core
test: lint ## check style and types, run every test; takes CHROMIUM
	$(BIN)/node --test tests/js/*.test.js
	@CHROMIUM=$$($(find_chromium)); export CHROMIUM; \
	[ "$$CHROMIUM" ] || { $(call apt_install,Chromium,chromium-headless-shell $(fonts)) || \
	$(call apt_install,Chromium,chromium $(fonts)); CHROMIUM=$$($(find_chromium)); }; \
	$(find_ngspice) || { $(call apt_install,ngspice,ngspice); }; \
	[ "$$CHROMIUM" ] || { $(call must_be_there,Chromium); }; \
	$(find_ngspice) || { $(call must_be_there,ngspice); }; \
	$(BIN)/python -m pytest -m "not browser" --numprocesses auto || exit; \
	if [ "$$CHROMIUM" ]; then $(BIN)/python -m pytest -m browser --numprocesses auto || exit; else \
	echo "BROWSER TESTS SKIPPED: no Chromium here; install one, or name it with CHROMIUM=/path/to/it."; fi; \
	$(find_ngspice) || echo "CIRCUIT TESTS SKIPPED: no ngspice here; install it."

lint: $(VENV)/tests $(NPM)/.package-lock.json ## check style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/node $(NPM)/eslint/bin/eslint.js --config tests/js/eslint.config.js assets tests/js
	$(BIN)/node $(NPM)/typescript/bin/tsc --project tests/js
	@$(BIN)/python -m pip check # pyproject.toml may have moved on without `make lock`

bench: $(VENV)/tests ## compare what a redraw costs
	$(BIN)/python -m tests.bench

mutants: $(VENV)/tests ## look for slips that no test notices; takes NUMBER and SEED
	$(BIN)/python -m tests.mutants --number $(or $(NUMBER),100) --seed $(or $(SEED),1)

load: $(VENV)/deploy ## play many visitors, against nginx and three replicas on this machine; takes SECONDS, DRAGGERS and CHAOS
	$(BIN)/python deploy/load/run.py --locust $(VENV)/tools/bin/locust \
		--seconds $(or $(SECONDS),60) --draggers $(or $(DRAGGERS),60) --chaos $(or $(CHAOS),none)

sbom: $(VENV)/deploy ## write what is shipped, with licences, to build/cablescope.cdx.json (CycloneDX)
	@$(PYTHON) -m venv --clear --without-pip $(VENV)/shipped
	@$(PIP) --python $(VENV)/shipped/bin/python install --require-hashes --requirement requirements.txt
	@mkdir -p build
	$(BIN)/python deploy/sbom.py $(VENV)/shipped/bin/python $(VENV)/tools/bin/cyclonedx-py > build/cablescope.cdx.json

compile = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade \
	--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links
lock: $(VENV)/project ## renew the lock files from pyproject.toml
	$(PIP) install uv
	$(compile) pyproject.toml --output-file requirements.txt
	$(compile) --group test --constraint requirements.txt --output-file tests/requirements.txt
	$(compile) --group deploy --output-file deploy/requirements.txt

clean: ## remove what was made
	rm -rf $(VENV) $(NPM) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# Made anew when the lock changes, so that what the lock no longer names is gone as well.
$(VENV)/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cablescope needs Python 3.11 or newer, and $(PYTHON) is not; name one: make PYTHON=python3.13 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.txt
	@touch $@

# Built with the locked setuptools that Dash brings: nothing comes from outside the lock.
$(VENV)/project: pyproject.toml $(VENV)/runtime
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/tests: tests/requirements.txt $(VENV)/project
	@$(PIP) install --require-hashes --requirement tests/requirements.txt
	@touch $@

# Apart from all else: what plays visitors and lists packages is not what is played with and listed.
$(VENV)/deploy: deploy/requirements.txt $(VENV)/project
	@$(PYTHON) -m venv --clear $(VENV)/tools
	@$(VENV)/tools/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes --requirement $<
	@touch $@

# Node comes from the lock as well.  npm writes this file last, with the date of what it has installed.
$(NPM)/.package-lock.json: tests/js/package.json tests/js/package-lock.json tests/js/.npmrc | $(VENV)/tests
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix tests/js --ignore-scripts --silent
	@touch $@
