#!/usr/bin/env bash
# Tests of the built binary from outside: scenarios on the manual clock, bad input, kill -9. Needs `make build`.
#   scripts/system-test.sh                everything but the clients in other languages
#   scripts/system-test.sh client         the clients in other languages
#   scripts/system-test.sh two_hours …    only Tests/System/test_two_hours.py …; unittest's own flags are passed on
#   PAIDAN_BIN=FILE                       another binary than .build/debug/paidan
#   PAIDAN_KILLS=100 PAIDAN_SEED=7        how often, and in which order, test_kill.py pulls the plug
#   PAIDAN_KEEP=1                         keep each server's data and logs under /tmp
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../Tests/System"

binary=${PAIDAN_BIN:-../../.build/debug/paidan}
if [[ ! -x $binary ]]; then
    echo "error: there is no $binary; run 'make build' first" >&2
    exit 1
fi

declare -A clients=([test_python_client]=1)
modules=() flags=()
for word in "$@"; do
    case $word in
        client) modules+=("${!clients[@]}") ;;
        -*) flags+=("$word") ;;
        *) modules+=("test_$word") ;;
    esac
done
if ((${#modules[@]} == 0)); then
    for file in test_*.py; do
        [[ ${clients[${file%.py}]:-} ]] || modules+=("${file%.py}")
    done
fi
# Debian's Python: python3-zmq belongs to it. Not the first python3 of the PATH, which may be another.
exec /usr/bin/python3 -W error::ResourceWarning -m unittest "${flags[@]}" "${modules[@]}"
