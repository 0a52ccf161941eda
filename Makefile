# What a person does with this project. GNU make and Python 3.11 or newer are all it needs beforehand.
#
#   make run            the workbench on http://127.0.0.1:8000 with two demo casussen; PORT=8080 make run for another port
#   make test           the whole suite on SQLite; ARGS="tests/goals -x" for a part of it
#   make test-postgres  the same suite on TEST_DATABASE_URL
#   make check          style, types, import ladder, translations, known vulnerabilities
#   make sbom           what it is made of, as a CycloneDX bill of materials in sbom.cdx.json, and docs/licences.md
#   make bench          the measurements of bench/, as a table and in bench/results.json
#   make proof          the proofs of tests/safety in full (two hours), as a table and in bench/results.json; ARGS=tests/safety/test_kills.py
#                       for one of them, the others keep the figure they had; TEST_DATABASE_URL for PostgreSQL as well
#   make lock           the lock files again, after a change of the dependencies in pyproject.toml
#   make texts          the Dutch catalogue again, after a change in workbench/translations/parts

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
RUN := .venv/bin/python
DEV := .venv-dev/bin/python
FLASK := $(RUN) -m flask --app wsgi
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
FIND_PYTHON = for name in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c '$(RECENT)' 2>/dev/null && echo "$$name" && break; done

.PHONY: run test test-postgres check sbom bench proof lock texts format clean
.DEFAULT_GOAL := run

# $(call environment,folder,lock): a virtual environment made from that lock, and made anew when the lock changes.
define environment
@key="$$(cksum < $(2)) $(CURDIR)"; \
if [ ! -x $(1)/bin/python ] || [ "$$(cat $(1)/made-from 2>/dev/null)" != "$$key" ]; then \
	python="$$($(FIND_PYTHON))"; \
	if [ -z "$$python" ]; then \
		echo "The workbench needs Python 3.11 or newer. Install it, or say where it is: make PYTHON=/path/to/python3 $@" >&2; exit 1; fi; \
	echo "Installing what the workbench is built on in $(1) (about a minute, only when $(2) changes) …"; \
	rm -rf $(1); \
	"$$python" -m venv $(1) || { echo "Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2) && echo "$$key" > $(1)/made-from; \
fi
endef

run:
	$(call environment,.venv,requirements.lock)
	@mkdir -p instance
	@state="$$(cat migrations/versions/*.py workbench/translations/parts/*.po | cksum) $${WORKBENCH_DATABASE_URL:-instance}"; \
	if [ -n "$$WORKBENCH_DATABASE_URL" ] || [ ! -s instance/werkbank.db ] || [ "$$(cat instance/prepared 2>/dev/null)" != "$$state" ]; then \
		echo "Preparing the database …"; \
		$(RUN) -m workbench.translations.build >/dev/null && $(FLASK) db upgrade && $(FLASK) demo --if-empty >/dev/null && echo "$$state" > instance/prepared; \
	fi
	@echo
	@echo "The workbench is on http://$(HOST):$(PORT) (stop with Ctrl+C). Demo sign-ins, password samen-veilig-2026:"
	@echo "  sanne@vlierland.example    worker"
	@echo "  mehmet@vlierland.example   worker"
	@echo "  henk@vlierland.example     supervisor"
	@echo "  rachida@vlierland.example  behavioural scientist of another team"
	@echo "  beheer@vlierland.example   administrator"
	@echo "  fg@vlierland.example       privacy officer"
	@echo
	@exec $(RUN) -m gunicorn --bind $(HOST):$(PORT) --threads 8 --log-level warning wsgi:app

test:
	$(call environment,.venv-dev,requirements-dev.lock)
	@$(DEV) -m workbench.translations.build >/dev/null
	$(DEV) -m pytest -rs $(ARGS)

test-postgres:
	$(call environment,.venv-dev,requirements-dev.lock)
	@if [ -z "$$TEST_DATABASE_URL" ]; then \
		echo "Say which database may be emptied: TEST_DATABASE_URL=postgresql+psycopg://user@host/name make test-postgres" >&2; exit 2; fi
	@$(DEV) -m workbench.translations.build >/dev/null
	$(DEV) -m pytest -rs $(ARGS)

check:
	$(call environment,.venv-dev,requirements-dev.lock)
	@$(DEV) -m workbench.translations.build >/dev/null
	$(DEV) -m ruff check .
	$(DEV) -m mypy
	.venv-dev/bin/lint-imports
	$(DEV) -m workbench.translations.build --check
	$(DEV) .ci/audit.py

sbom:
	$(call environment,.venv-dev,requirements-dev.lock)
	$(DEV) .ci/parts.py sbom > sbom.cdx.json
	$(DEV) .ci/parts.py licences > docs/licences.md

bench:
	$(call environment,.venv-dev,requirements-dev.lock)
	$(DEV) -m bench $(ARGS)

proof:
	$(call environment,.venv-dev,requirements-dev.lock)
	@$(DEV) -m workbench.translations.build >/dev/null
	$(DEV) -m bench.proof $(ARGS)

lock:
	@test -x .venv-lock/bin/uv || { "$$($(FIND_PYTHON))" -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv; }
	.venv-lock/bin/uv pip compile pyproject.toml --extra dev --output-file requirements-dev.lock $(LOCKED)
	.venv-lock/bin/uv pip compile pyproject.toml --extra postgres --output-file requirements.lock $(LOCKED)

# With the hash of each file and without the address of any registry: where packages come from is the machine's own business.
LOCKED := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet

texts:
	$(call environment,.venv-dev,requirements-dev.lock)
	$(DEV) -m workbench.translations.build

format:
	$(call environment,.venv-dev,requirements-dev.lock)
	$(DEV) -m ruff check --fix .
	$(DEV) -m ruff format .

clean:
	rm -rf .venv .venv-dev .venv-lock node_modules test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
