#!/usr/bin/env bash
# Builds Paidan and plays the main job in the terminal, complaint to closed. Arguments go to `paidan demo`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh
echo "==> building for release (8 minutes or more the first time, up to a minute afterwards)" >&2
scripts/build-release.sh paidan
exec .build/release/paidan demo "$@"
