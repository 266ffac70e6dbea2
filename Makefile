# Needs Python 3.11 or newer and make. With uv at hand, `uv run …` does the same.
PYTHON ?= python3
UV ?= $(shell command -v uv 2>/dev/null || echo .venv/bin/uv)
# The machine's own certificates: many municipalities reach the registries through a proxy with its own.
export UV_SYSTEM_CERTS ?= 1
export NODE_USE_SYSTEM_CA ?= 1

.PHONY: demo test lint format words bench chaos client pictures

demo: .venv/ready
	.venv/bin/samspel playground

# Two at a time: most of a test's time is spent waiting for another process.
test: .venv/ready
	.venv/bin/pytest --numprocesses 2 --dist loadfile

lint: .venv/ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/ready
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

words: .venv/ready
	.venv/bin/python -m messages.compiling

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "samspel needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	@command -v $(UV) >/dev/null || $(PYTHON) -m venv .venv
	@command -v $(UV) >/dev/null || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(UV) sync --locked --inexact --compile-bytecode --quiet
	@touch $@

# A Teams client for the tests: Microsoft's Agents Playground, with a Node of its own.
client: .venv/client
.venv/client: .venv/ready tests/client/package-lock.json
	$(UV) sync --locked --inexact --group client --compile-bytecode --quiet
	PATH="$(CURDIR)/.venv/bin:$$PATH" npm --prefix tests/client ci --silent --no-audit --no-fund
	@touch $@

chaos: .venv/ready
	.venv/bin/python -m tests.chaos $(MODE)

pictures: .venv/ready client
	npm --prefix docs/slack ci --silent
	npm --prefix docs/slack run --silent build
	.venv/bin/python -m docs.slack.pictures
	.venv/bin/python -m docs.teams.pictures

bench: .venv/peers
	.venv/bin/python -m tests.bench $(PARTS)

# The other search engines that `make bench` compares the look-up with.
.venv/peers: .venv/ready
	$(UV) sync --locked --inexact --group peers --compile-bytecode --quiet
	@touch $@
