#!/usr/bin/env bash
# Sends random nonsense to the built server, by HTTP and over the queues (Tests/System/test_fuzz.py). Needs `make build`.
#   PAIDAN_CASES=2000 PAIDAN_SEED=7   how many cases of each kind, and which; the seed is printed
#   PAIDAN_BIN=FILE                   another binary than .build/debug/paidan
set -euo pipefail
PAIDAN_CASES=${PAIDAN_CASES:-2000} exec "$(dirname "${BASH_SOURCE[0]}")/system-test.sh" fuzz
