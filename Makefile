# Every verb of daily work. `make` alone prints them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo dev test check fix bench bench-ballots bench-count bench-kills bench-ocds bench-catalogue bench-live bench-certificates messages stop

# Every verb starts several programs: they compile the code once, whatever the shell asks for.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PORT ?= 8000
STAGE ?= voting
ARGS ?=

help: ## print these verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' Makefile

setup: ## make .venv with everything that uv.lock names (the other verbs do it by themselves)
	@tools/setup.sh

demo: setup ## a fictional municipality at http://127.0.0.1:8000 (PORT=…, STAGE=…)
	@$(BIN)/tequio demo --stage=$(STAGE) --port=$(PORT) $(ARGS)

dev: setup ## the demonstration city with a server that reloads itself
	@$(BIN)/tequio demo --stage=$(STAGE) --port=$(PORT) --reload $(ARGS)

test: setup ## the whole suite, browser journeys included (ARGS=tests/core for a part; COVERAGE=1 counts lines)
	@tools/test.sh $(ARGS)

check: setup ## lint, format, types, import contracts, translations, missing migrations
	@tools/check.sh

fix: setup ## mend what lint and format can mend by themselves
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: setup ## the benchmarks of docs/measurements.md (ARGS=name for one)
	@tools/bench.sh $(ARGS)

bench-ballots: setup ## ballots a second of the box, beside a minimal Django view and a bare client
	@$(BIN)/python benchmarks/bench_ballots.py

bench-kills: setup ## votes while web server and PostgreSQL are killed, and the publisher at 12 points
	@$(BIN)/python benchmarks/box_kills.py
	@$(BIN)/python benchmarks/publish_kills.py

bench-count: setup ## Equal Shares beside pabutools, which is installed apart (ARGS=--agree for winners only)
	@$(BIN)/python benchmarks/bench_count.py $(ARGS)

bench-ocds: setup ## check, rebuild and publish 20,000 releases, beside the standard's own tools
	@$(BIN)/python benchmarks/bench_ocds.py $(ARGS)

bench-catalogue: setup ## ckanapi, DCAT-AP shapes and frictionless on a running site (ARGS=http://… --shapes FILE)
	@$(BIN)/python benchmarks/probe_catalogue.py $(ARGS)

bench-live: setup ## 10,000 who look at live figures while 50 people a second contribute
	@TEQUIO_PROXIES=1 $(BIN)/python benchmarks/bench_live.py

bench-certificates: setup ## 10,000 certificates while the worker is killed, their sheets and their revocation
	@$(BIN)/python benchmarks/bench_certificates.py

messages: setup ## gather the texts of code and templates into the English catalogues
	@$(BIN)/python tools/translations.py extract

stop: setup ## stop the embedded database
	@$(BIN)/tequio postgres stop
