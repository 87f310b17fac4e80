# shellcheck shell=bash
# What the measuring scripts share. Sourced by them, never run by itself; a script that sources it has a function usage.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=deploy/common.sh
. "$root/deploy/common.sh"

# Takes the options --NAME N of a script, whose names come first, then -- and its arguments: sets the variables of these names, which have
# their usual values already.
take_numbers() {
    local known=' '
    while [ "$1" != -- ]; do
        known+="$1 "
        shift
    done
    shift
    while [ $# -gt 0 ]; do
        case $1 in
        -h | --help)
            usage
            exit 0
            ;;
        --*)
            [[ $known == *" ${1#--} "* ]] || misused
            [[ ${2-} =~ ^([1-9][0-9]*|[0-9]*[.][0-9]+)$ ]] || fail "$1: a number above 0 is wanted, not \"${2-}\""
            printf -v "${1#--}" %s "$2"
            shift 2
            ;;
        *) misused ;;
        esac
    done
}

# Installs the packages named and builds the programs where that is not done: bin is where they are, work a directory of the script's own.
# The processes whose ids are in the array started end with the script.
prepare() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    install_packages "${missing[@]}"
    bin=${STATS_TEST_BIN:-$root/artifacts/bin}
    [ -x "$bin/agentx-sample" ] || "$root/deploy/build.sh"
    started=()
    work=$(mktemp -d)
    trap clean_up EXIT
    export LC_ALL=C
}

clean_up() {
    local process
    for process in ${started[@]+"${started[@]}"}; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf --one-file-system "$work"
}
