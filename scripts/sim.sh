#!/usr/bin/env bash
# Plays the simulation (docs/internals/simulation.md): seeds, then every sabotage, then one seed in two processes.
#   SIM_SEEDS=N           seeds to play (default 500)
#   SIM_SABOTAGE_SEEDS=N  seeds per sabotage (default 36)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seeds=${SIM_SEEDS:-500}
sabotage_seeds=${SIM_SABOTAGE_SEEDS:-36}
traced=7

echo "==> building the simulator for release (about 6 minutes the first time)" >&2
# Its own directory: this build can switch safeguards off, and must never be mistaken for one that ships.
PAIDAN_SABOTAGE=1 swift build -c release --scratch-path .build-sim --product paidan-sim >&2
sim=.build-sim/release/paidan-sim

echo "==> playing $seeds seeds" >&2
"$sim" --seeds "$seeds"

echo "==> switching off each safeguard in turn, $sabotage_seeds seeds each" >&2
"$sim" --sabotage all --seeds "$sabotage_seeds"

echo "==> playing seed $traced in two processes, which hash differently" >&2
traces=$(mktemp -d)
trap 'rm -rf "$traces"' EXIT
env -u SWIFT_DETERMINISTIC_HASHING "$sim" --seed "$traced" --trace >"$traces/first"
env -u SWIFT_DETERMINISTIC_HASHING "$sim" --seed "$traced" --trace >"$traces/second"
cmp "$traces/first" "$traces/second"
tail -n 1 "$traces/first"
