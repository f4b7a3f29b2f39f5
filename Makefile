# Every target sets up what it needs first; a second run finds it done. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/ready
unexport PYTHONDONTWRITEBYTECODE # the program starts from byte code, as it does for its users

.DEFAULT_GOAL := help
.PHONY: help demo test system catalogs lint pictures lock bench proof clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## compare the three shipped vendors for ten users
	@$(BIN)/crm-planner compare examples/box-comparison.yaml

test: $(READY) system ## run the tests, all but the long comparisons
	$(BIN)/python -m pytest -n 2 -m "not slow"

catalogs: $(READY) ## check the layout of the shipped files, lint the price lists, and change every figure: some case must notice
	$(BIN)/crm-planner catalog fmt --check vendor_catalogs examples playbooks
	$(BIN)/crm-planner catalog lint vendor_catalogs
	$(BIN)/crm-planner playbook lint
	$(BIN)/crm-planner catalog test vendor_catalogs --mutate

proof: $(READY) system ## run the long comparisons
	$(BIN)/python -m pytest -n 2 -m slow --hypothesis-profile=thorough

system: ## install the programs the tests drive (Debian or Ubuntu, as root or with sudo)
	@.ci/system

lint: $(READY) ## check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(READY) ## print start-up, loading, linting, sweeping, simulation, workbook and proposal times as ratios; PSPLIB=FOLDER adds scheduling
	$(BIN)/python -m benchmarks.start_up
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.lint
	$(BIN)/python -m benchmarks.sweep
	$(BIN)/python -m benchmarks.spreadsheet
	$(BIN)/python -m benchmarks.break_even
	$(BIN)/python -m benchmarks.exact
	$(BIN)/python -m benchmarks.javascript
	$(BIN)/python -m benchmarks.simulation
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m benchmarks.workbook
	$(BIN)/python -m benchmarks.proposal
	$(if $(PSPLIB),$(BIN)/python -m benchmarks.scheduling $(PSPLIB))

pictures: $(READY) ## draw the pictures of the README anew
	$(BIN)/python -m tools.pictures

lock: $(BIN)/uv ## write requirements.lock anew from pyproject.toml; UPGRADE=--upgrade takes newer versions
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --group dev --generate-hashes \
		--custom-compile-command "make lock" $(UPGRADE) pyproject.toml --output-file requirements.lock

clean: ## remove everything that make and the tests created
	rm -rf .venv build dist .*_cache .hypothesis templates/wording/*.mo
	find crm_planner tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(READY): pyproject.toml requirements.lock hatch_build.py $(wildcard templates/wording/*.po) | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python .venv --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@
