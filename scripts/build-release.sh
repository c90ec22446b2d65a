#!/usr/bin/env bash
# Builds products for release, the same way for every script (docs/decisions/0016).
#   scripts/build-release.sh PRODUCT...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The programs carry Swift's libraries with them: faster calls, and a machine without Swift runs them. Exclusive access to memory is
# checked when the tests run, not again in what is shipped (docs/decisions/0016). Swift's lld, for the other linker warns of a call of
# Foundation's that nobody here can mend.
# Functions with `package` access are optimised across modules only like this (docs/decisions/0016).
export PAIDAN_WHOLE_PACKAGE=1
for product in "$@"; do
    swift build -c release --product "$product" --explicit-target-dependency-import-check error \
        --static-swift-stdlib -Xswiftc -use-ld=lld -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked >&2
done
