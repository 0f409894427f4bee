# Everything happens in .venv, made from requirements.lock; nothing is installed outside this folder.
#   make demo    record the example cases, verify them, serve them
#   make test    all checks and all tests
#   make check   formatter, linter, types, import contracts
#   make bench   measure, beside other event stores
#   make lock    resolve requirements.lock again (needs uv)
# PYTHON=... names the Python (3.11 or newer) to make .venv with.

PYTHON ?=
UV ?= uv
BIN := .venv/bin
PYTEST_OPTIONS ?=

.PHONY: demo test check bench lock environment
.DEFAULT_GOAL := environment

environment:
	@PYTHON="$(PYTHON)" sh ops/environment.sh

demo: environment
	@$(BIN)/socai demo

bench: environment
	@$(BIN)/socai bench

check: environment
	@echo "== formatter" && $(BIN)/ruff format --check .
	@echo "== linter" && $(BIN)/ruff check .
	@echo "== types" && $(BIN)/mypy
	@echo "== import contracts" && $(BIN)/lint-imports

test: check
	@echo "== tests" && $(BIN)/pytest -n 2 --dist worksteal --durations 5 $(PYTEST_OPTIONS)

lock:
	$(UV) pip compile --universal --python-version 3.11 --extra dev --upgrade --generate-hashes --quiet \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	    pyproject.toml --output-file requirements.lock
