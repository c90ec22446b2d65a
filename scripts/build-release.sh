#!/usr/bin/env bash
# Builds products for release, the same way for every script (docs/decisions/0016).
#   scripts/build-release.sh PRODUCT...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Functions with `package` access are optimised across modules only like this (docs/decisions/0016).
export PAIDAN_WHOLE_PACKAGE=1
for product in "$@"; do
    swift build -c release --product "$product" --explicit-target-dependency-import-check error \
        -Xswiftc -cross-module-optimization >&2
done
