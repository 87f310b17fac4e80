# shellcheck shell=bash
# What the scripts share: how they end, .NET, Debian packages. Sourced by them, never run by itself.

# Says one line on stderr and ends the script.
fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 1
}

# Ends the script that was called in a way it does not know; it has the function usage.
misused() {
    usage >&2
    exit 64
}

# Ends the script with its usage when its first argument asks for it.
answer_help() {
    case ${1-} in
    -h | --help)
        usage
        exit 0
        ;;
    esac
}

# Prints the only operand of a script that has no further options, or nothing.
only_operand() {
    if [ $# -gt 1 ] || [[ ${1-} == -* ]]; then misused; fi
    printf '%s\n' "${1-}"
}

# Runs a command with its output in a file; of one that fails, shows what it complains about and ends the script.
logged() {
    local log=$1 what=$2
    shift 2
    mkdir -p "${log%/*}"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        grep -iE 'error|warning' "$log" | sort -u | head -n 40 >&2 || tail -n 20 "$log" >&2
        fail "$what could not be built, the whole output is in $log"
    fi
}

# The .NET SDK, and what its commands are to be quiet about. Invariant globalization: it then needs no ICU library.
find_sdk() {
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is not installed (no dotnet on PATH)"
    (cd "$1" && dotnet --version >/dev/null 2>&1) || fail "the .NET SDK here is not version 10, which global.json asks for"
}

# Installs the packages named, if there are any, without letting any of them start a service.
install_packages() {
    local names="$*" output
    [ $# -gt 0 ] || return 0
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
