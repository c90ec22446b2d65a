# The index of what can be done here. `make` lists it.
# A new word is a target with a `## text` behind it; a new check is also one more word behind `test:`.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# One after the other: SwiftPM locks .build, and apt its lists.
.NOTPARALLEL:

# The same for every debug build, so that nothing is built twice. The check makes the list of targets the architecture.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
SWIFT_SOURCES := Sources Tests schema deploy Package.swift

say = @printf '==> %s\n' '$(1)'

.PHONY: help
help: ## list these words
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: setup
setup: ## install missing Debian packages, check the Swift version
	@scripts/setup.sh

.PHONY: build
build: setup ## build everything for debugging, tests included
	$(call say,building (4–5 minutes the first time))
	@swift build --build-tests $(SWIFT_FLAGS)

.PHONY: test
test: setup lint build docs unit-test system-test client-test sim ## run every check that belongs to a change (under half an hour in a fresh clone, on two processors)

.PHONY: proof
proof: export SIM_SEEDS = 2000
proof: export PAIDAN_KILLS = 300
proof: setup build unit-test system-test client-test sim fuzz replay browser-test ## everything, with more seeds and kills than `make test` (over an hour)

.PHONY: unit-test
unit-test:
	$(call say,running the tests)
	@swift test --skip-build $(SWIFT_FLAGS) --skip PaidanSimulationTests --skip PaidanWorkerTests
	$(call say,running the tests of the worker and of the simulation (apart: they hold threads that the others wait for))
	@swift test --skip-build $(SWIFT_FLAGS) --filter PaidanWorkerTests
	@swift test --skip-build $(SWIFT_FLAGS) --filter PaidanSimulationTests

.PHONY: sim
sim: setup ## play companies with crashes and lost messages; prove that the checker sees (SIM_SEEDS=500)
	@scripts/sim.sh

.PHONY: system-test
system-test: build ## play scenarios, bad input and kill -9 against the built server, from outside (3 minutes)
	$(call say,playing scenarios against the server)
	@scripts/system-test.sh

.PHONY: client-test
client-test: build ## let the workers of docs/examples/python work for the built server
	$(call say,working for the server with clients in other languages)
	@scripts/system-test.sh client

.PHONY: browser-test
browser-test: build ## use the pages in Chromium, by keyboard, as people would; axe judges them (installs Playwright into .build-browser)
	@scripts/browser-test.sh

.PHONY: fuzz
fuzz: build ## send random nonsense to the built server, 2,000 requests and 2,000 frames (PAIDAN_CASES, PAIDAN_SEED; 1 minute)
	@scripts/fuzz.sh

.PHONY: replay
replay: build ## play a real log of 4,580 tickets through the server, import it, reckon it again (PAIDAN_REAL_LOG=FILE; 5 minutes)
	@scripts/replay.py
	@scripts/reckon.py

.PHONY: docs
docs: build ## check the documents: links, files, commands, flags and make words that they name
	@scripts/docs.sh

.PHONY: bench
bench: setup ## measure the release build beside raw SQLite, ZeroMQ and HTTP (BENCH="--quick"; 5 minutes, quiet machine)
	@scripts/bench.sh $(BENCH)

.PHONY: lint
lint: ## check the layout of the sources, change nothing
	$(call say,checking the layout)
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

.PHONY: format
format: ## lay out the sources, in place
	$(call say,laying out the sources)
	@swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

.PHONY: run
run: ## build for release and start the service with a demo company (DEMO=0: empty)
	@exec scripts/run.sh

.PHONY: demo
demo: ## play the main job in this terminal, complaint to closed, with the time of each step
	@exec scripts/demo.sh

.PHONY: clean
clean: ## remove what was built; data stays
	$(call say,removing .build and .build-* (the next build takes minutes again))
	@rm -rf .build .build-*
