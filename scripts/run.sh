#!/usr/bin/env bash
# Builds Paidan and starts it on this machine, with a demo company the first time. Arguments go to `paidan serve`.
#   DEMO=0           start with an empty database
#   PAIDAN_DATA=DIR  keep the data there (default: data/ in this repository)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh
echo "==> building for release (8 minutes or more the first time, up to a minute afterwards)" >&2
scripts/build-release.sh paidan

data=${PAIDAN_DATA:-$PWD/data}
install -d -m 0700 "$data"

arguments=(serve --data "$data")
if [[ ${DEMO:-1} != 0 ]]; then
    arguments+=(--demo)
fi
# exec: Ctrl-C and SIGTERM reach paidan itself, which drains before it stops.
exec .build/release/paidan "${arguments[@]}" "$@"
