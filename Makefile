# make run   try everything in a browser, with no Slack account
# make two   the same with two workspaces, each of which installs the app
# make test  every test
# make bench  every figure, in about two hours; with QUICK=--quick in some minutes
# make gallery  a picture of all that the bot can show (needs chromium)
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes
COUNT = awk -v total="$$(grep -c == $<)" '/^(Collecting|Requirement already)/ {n++; printf "\r  %d of about %d packages found", n, total; fflush()} \
	/^Installing/ {printf "\n  installing, a few seconds more"; fflush()} /^ERROR/ {print} END {print ""}'
SANDBOX_DATABASE := sqlite:///.data/sandbox.db

.PHONY: run two gallery test check lint lock bench clean

TRY = ENCRYPTION_KEYS="$$(cat .data/key)" DATABASE_URL=$(SANDBOX_DATABASE) COMMAND_PREFIX= exec $(BIN)/python -m sandbox --open

run: .venv/.runtime .data/sandbox.db
	@PORT=0 $(TRY) -- $(BIN)/python -m bot

two: .venv/.runtime .data/sandbox.db
	@PORT=3000 $(TRY) --several --http http://127.0.0.1:3000/slack/events -- $(BIN)/python -m bot

# made anew each time
.PHONY: .data/sandbox.db
.data/sandbox.db: .venv/.runtime
	@mkdir -p .data && rm -f .data/sandbox.db*
	@DATABASE_URL=$(SANDBOX_DATABASE) $(BIN)/python -m db upgrade
	@DATABASE_URL=$(SANDBOX_DATABASE) $(BIN)/python -m db seed
	@test -s .data/key || (umask 077 && $(BIN)/python -m bot key > .data/key)

test: .venv/.development
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup

check: lint test

lint: .venv/.development
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy .

gallery: .venv/.development
	@$(BIN)/python -m tests.views.gallery .data/gallery

bench: .venv/.development
	@$(BIN)/python -m benchmarks all $(QUICK)

lock: .venv/.development
	@$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" --extra dev -c requirements.txt pyproject.toml \
		-o requirements-dev.txt

clean:
	@rm -rf .venv .data .mypy_cache .ruff_cache

.venv/bin/python:
	@echo "Making a place for packages in .venv"
	@$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	@echo "Installing what the bot needs. This takes about half a minute, once."
	@$(PIP) -r requirements.txt 2>&1 | $(COUNT)
	@touch $@

.venv/.development: requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need. This takes about a minute, once."
	@$(PIP) -r requirements-dev.txt 2>&1 | $(COUNT)
	@touch $@
