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

# Starts a snmpd of this script's own: its master is at $work/master, and port is where it answers.
start_snmpd() {
    local attempt
    printf 'rocommunity public 127.0.0.1\nmaster agentx\nagentXSocket unix:%s/master\n' "$work" >"$work/snmpd.conf"
    for attempt in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 12000))
        MIBS='' SNMP_PERSISTENT_DIR=$work snmpd -f -Lf "$work/snmpd.log" -C -c "$work/snmpd.conf" -I -smux,mta_sendmail "udp:127.0.0.1:$port" &
        started+=("$!")
        until [ -S "$work/master" ] || ! kill -0 "${started[-1]}" 2>/dev/null; do sleep 0.05; done
        ! kill -0 "${started[-1]}" 2>/dev/null || return 0
    done
    fail "snmpd does not start after $attempt attempts: $(tail -n 1 "$work/snmpd.log")"
}

clean_up() {
    local process
    for process in ${started[@]+"${started[@]}"}; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf --one-file-system "$work"
}
