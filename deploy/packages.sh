# shellcheck shell=bash
# Installing Debian packages quietly. Sourced by the scripts that need it, never run by itself.

# Says one line on stderr and ends the script.
fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 1
}

# Installs the packages named, without letting any of them start a service.
install_packages() {
    local names="$*" output
    command -v apt-get >/dev/null || fail "please install by hand, there is no apt here: $names"
    [ "$(id -u)" -eq 0 ] || fail "these packages are missing, run me as root or install them: $names"
    printf 'Installing %s ...\n' "$names" >&2
    if ! output=$(install_without_services "$@" 2>&1 </dev/null); then
        printf '%s\n' "$output" | tail -n 20 >&2
        fail "apt-get could not install: $names"
    fi
}

# A subshell: the policy file must go again whatever happens, and the caller's own traps stay as they are.
install_without_services() (
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@"
)

# Of the packages named, those that are not installed.
missing_packages() {
    local name
    for name in "$@"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
            printf '%s\n' "$name"
        fi
    done
}
