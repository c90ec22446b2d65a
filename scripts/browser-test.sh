#!/usr/bin/env bash
# Uses the pages in a real browser, as people would, against the built server. Needs `make build`.
#   scripts/browser-test.sh              everything in Tests/System/browser
#   scripts/browser-test.sh board …      only test_board.py …; unittest's own flags are passed on
#   PAIDAN_BIN=FILE                      another binary than .build/debug/paidan
#   PAIDAN_CHROMIUM=FILE                 another browser than /usr/bin/chromium
#   PAIDAN_SHOTS=DIR                     a picture of every page that was judged
# Installs what is missing and says so: Debian's Chromium and CJK fonts, and in .build-browser/ a Python environment
# with Playwright and axe-core.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

binary=${PAIDAN_BIN:-$root/.build/debug/paidan}
if [[ ! -x $binary ]]; then
    echo "error: there is no $binary; run 'make build' first" >&2
    exit 1
fi

install_packages() {
    local wanted=(fonts-noto-cjk python3-venv python3-zmq) missing=() package
    [[ -x ${PAIDAN_CHROMIUM:-/usr/bin/chromium} ]] || wanted+=(chromium)
    for package in "${wanted[@]}"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    echo "==> installing ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes -qq --no-install-recommends "${missing[@]}" >&2
}

# Exact versions: another axe-core has other rules. The system's packages are seen too: python3-zmq is one.
install_playwright() {
    local wanted='playwright==1.65.2 axe-playwright-python==0.1.8' stamp=$root/.build-browser/installed
    [[ -f $stamp && $(<"$stamp") == "$wanted" ]] && return 0
    echo "==> installing into .build-browser (40 MB to fetch): $wanted" >&2
    rm -rf "$root/.build-browser"
    /usr/bin/python3 -m venv --system-site-packages "$root/.build-browser/python"
    # shellcheck disable=SC2086  # two words
    "$root/.build-browser/python/bin/pip" install --quiet --disable-pip-version-check $wanted >&2
    echo "$wanted" >"$stamp"
}

install_packages
install_playwright

modules=() flags=()
for word in "$@"; do
    case $word in
        -*) flags+=("$word") ;;
        *) modules+=("test_$word") ;;
    esac
done
cd "$root/Tests/System/browser"
if ((${#modules[@]} == 0)); then
    for file in test_*.py; do modules+=("${file%.py}"); done
fi
PYTHONPATH=$root/Tests/System exec "$root/.build-browser/python/bin/python" -m unittest "${flags[@]}" "${modules[@]}"
