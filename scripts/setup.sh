#!/usr/bin/env bash
# Installs the Debian packages that Paidan needs and checks the Swift compiler. Says nothing when nothing is missing.
set -euo pipefail

packages=(
    libcurl4-openssl-dev  # the command line asks the server with it (Foundation links it)
    libsqlite3-dev  # the database (GRDB links it)
    libzmq3-dev     # the queue protocol
    python3         # the worker in another language that the client test plays
    python3-zmq     # the same
    tzdata          # Asia/Shanghai and its neighbours
)
swift_wanted=6.2

# say ENGLISH CHINESE: one line on stderr, in the reader's language.
say() {
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
        zh*) printf '%s\n' "$2" >&2 ;;
        *) printf '%s\n' "$1" >&2 ;;
    esac
}

install_missing_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "==> not a Debian system; make sure that these or their like are installed: ${packages[*]}" \
            "==> 当前系统不是 Debian,请自行安装下列软件包或其等价物:${packages[*]}"
        return
    fi

    local missing=() package status
    local -A statuses=()
    # dpkg-query fails as soon as one package is unknown; what it printed about the others still counts.
    while read -r package status; do
        statuses[$package]=$status
    done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
    for package in "${packages[@]}"; do
        [[ ${statuses[$package]:-} == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    local as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "error: missing packages; run as root: apt-get install ${missing[*]}" \
                "错误:缺少软件包;请以 root 身份运行:apt-get install ${missing[*]}"
            exit 1
        fi
        as_root=(sudo)
    fi
    say "==> installing ${missing[*]}" "==> 正在安装 ${missing[*]}"
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes -qq --no-install-recommends "${missing[@]}" >&2
}

check_swift() {
    if ! command -v swift >/dev/null; then
        say "error: no Swift compiler found; Paidan needs Swift ${swift_wanted} or newer: https://www.swift.org/install" \
            "错误:没有找到 Swift 编译器;派单需要 Swift ${swift_wanted} 或更新版本:https://www.swift.org/install"
        exit 1
    fi
    local report
    report=$(swift --version 2>&1) || true
    if ! [[ $report =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]]; then
        say "error: 'swift --version' does not name its version; it said: ${report}" \
            "错误:无法从 'swift --version' 的输出中读出版本号,其输出为:${report}"
        exit 1
    fi
    local found="${BASH_REMATCH[1]}.${BASH_REMATCH[2]}"
    local major=$((10#${BASH_REMATCH[1]})) minor=$((10#${BASH_REMATCH[2]}))
    if ((major < ${swift_wanted%.*} || (major == ${swift_wanted%.*} && minor < ${swift_wanted#*.}))); then
        say "error: Swift ${found} is too old; Paidan needs ${swift_wanted} or newer: https://www.swift.org/install" \
            "错误:Swift ${found} 版本过旧;派单需要 ${swift_wanted} 或更新版本:https://www.swift.org/install"
        exit 1
    fi
}

install_missing_packages
check_swift
