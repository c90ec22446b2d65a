#!/usr/bin/env bash
# Checks the documents: links, files, commands and make words that they name (scripts/check_docs.py). Needs `make build`.
#   PAIDAN_BIN=FILE   another binary than .build/debug/paidan
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

binary=${PAIDAN_BIN:-.build/debug/paidan}
if [[ ! -x $binary ]]; then
    echo "error: there is no $binary; run 'make build' first" >&2
    exit 1
fi
python3 -m doctest scripts/check_docs.py
python3 scripts/check_docs.py --paidan "$binary"
