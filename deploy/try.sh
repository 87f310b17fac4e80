#!/usr/bin/env bash
# Shows the counters of this host's mail log in a live SNMP walk, without installing anything: a private snmpd and a
# private daemon, which end with this script.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/common.sh
. "$root/deploy/common.sh"
# shellcheck source=deploy/snmp-tools.sh
. "$root/deploy/snmp-tools.sh"

usage() {
    cat <<TEXT
usage: ${0##*/} [--once] [--log FILE]
Builds the programs, starts a private snmpd and the daemon on this host's mail log, and shows the SNMP walk
until Ctrl-C. Without a mail log it replays a sample at 20 lines a second.
  --log FILE  reads FILE instead
  --once      prints the walk once when the counters are stable, and ends
TEXT
}

answer_help "$@"
once='' log=''
while [ $# -gt 0 ]; do
    case $1 in
    --once) once=yes ;;
    --log)
        [ $# -gt 1 ] || misused
        log=$2
        shift
        ;;
    --log=*) log=${1#--log=} ;;
    *) misused ;;
    esac
    shift
done

# --- Which log: the one asked for, this host's, or the sample. ---

sample=$root/deploy/sample.log
replay='' reason=''
if [ -n "$log" ]; then
    if ! [ -f "$log" ] || ! [ -r "$log" ]; then fail "$log is no file that I can read"; fi
    log=$(realpath "$log")
else
    for candidate in /var/log/mail.log /var/log/maillog; do
        if [ -s "$candidate" ] && [ -r "$candidate" ]; then
            log=$candidate
            break
        elif [ -s "$candidate" ]; then
            reason="$candidate is not readable for $(id -un)"
        elif [ -e "$candidate" ]; then
            reason="$candidate is empty"
        fi
    done
    if [ -z "$log" ]; then
        replay=yes
        reason=${reason:-there is no mail log here}
    fi
fi

# --- What runs, and how it ends. ---

work=$(mktemp -d "${TMPDIR:-/tmp}/postfix-stats-try.XXXXXX")
children=() drawn=''
clean_up() {
    trap - EXIT INT TERM HUP
    local pid
    [ -z "$drawn" ] || printf '\n'
    for pid in "${children[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${children[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 0' INT
trap 'exit 143' TERM HUP

if [ -n "${STATS_TEST_BIN:-}" ]; then
    bin=$STATS_TEST_BIN
else
    bin=$root/artifacts/bin
    "$root/deploy/build.sh" "$bin"
fi
find_snmp_tools "$root/artifacts"

# --- The master agent, on a UDP port of 127.0.0.1 that nobody uses. ---

port=161
while grep -qi ":$(printf '%04X' "$port") " /proc/net/udp || [ "$port" -eq 161 ]; do
    port=$((20000 + RANDOM % 12000))
done
address=udp:127.0.0.1:$port
printf 'rocommunity public 127.0.0.1\nmaster agentx\nagentXSocket unix:%s/agentx\n' "$work" >"$work/snmpd.conf"
mkdir "$work/snmp"
export SNMPCONFPATH=$work/snmp SNMP_PERSISTENT_DIR=$work/snmp MIBS=:
"${SNMPD[@]}" -f -Lo -C -c "$work/snmpd.conf" -I -smux "$address" >"$work/snmpd.log" 2>&1 </dev/null &
snmpd_pid=$!
children+=("$snmpd_pid")

# --- The log and the daemon. ---

# Writes the sample to the log, with the stamps of now.
replay_sample() {
    local line
    while IFS= read -r line; do
        LC_ALL=C printf '%(%b %e %T)T%s\n' -1 "${line:15}" >>"$log"
        sleep 0.05
    done <"$sample"
}

replay_pid=''
if [ -n "$replay" ]; then
    log=$work/mail.log
    : >"$log"
    if [ -n "$once" ]; then
        replay_sample &
    else
        while :; do replay_sample; done &
    fi
    replay_pid=$!
    children+=("$replay_pid")
fi

# Settings for an installed daemon are not meant for this one.
for name in ${!POSTFIX_STATS_*}; do unset "$name"; done
printf '{}\n' >"$work/settings.json"
mkdir "$work/state"
"$bin/postfix-statsd" run --config "$work/settings.json" --log "$log" --from-start \
    --state "$work/state/state" --agentx "unix:$work/agentx" >"$work/statsd.log" 2>&1 </dev/null &
statsd_pid=$!
children+=("$statsd_pid")

check_children() {
    kill -0 "$snmpd_pid" 2>/dev/null || fail "snmpd ended: $(tail -n 1 "$work/snmpd.log")"
    kill -0 "$statsd_pid" 2>/dev/null || fail "postfix-statsd ended: $(tail -n 1 "$work/statsd.log")"
}

# --- What a person sees. ---

module=POSTFIX-STATS-MIB
arguments=(-v2c -c public -M "$root/tests/Mibs:$root/mibs" -m "$module" "$address" "$module::postfixStatsMIB")

# The walk, or nothing as long as the daemon has not read the log to its end: it registers with snmpd only then.
walk() {
    local lines
    lines=$("${SNMPWALK[@]}" -Os -t 2 -r 1 "${arguments[@]}" 2>/dev/null) || true
    if [[ $lines == postfixStats*Counter32* ]]; then printf '%s\n' "$lines"; fi
}

# The walk without the objects that change although no mail flows.
counters() {
    grep -Ev '^postfixStats(LogOctetsBehind|LastLineTime|CatchingUp|LogSilence)\.' <<<"$1"
}

# Prints the first walk that equals the one before it, with the whole log read.
print_when_stable() {
    local before='' now looks=0
    while [ "$looks" -lt 10 ]; do # a busy host's counters never stand still
        check_children
        if [ -z "$replay_pid" ] || ! kill -0 "$replay_pid" 2>/dev/null; then
            now=$(walk)
            if [[ $now == *"postfixStatsCatchingUp.0 = INTEGER: false"* ]]; then
                looks=$((looks + 1))
                if [ "$(counters "$now")" = "$before" ]; then break; fi
                before=$(counters "$now")
            fi
        fi
        sleep 1
    done
    printf '%s\n' "$now"
}

# Draws one screen over the last one, cut to the size of the terminal.
draw() {
    local rows=24 columns=80 line room
    local -a lines
    read -r rows columns < <(stty size </dev/tty 2>/dev/null || echo 24 80)
    mapfile -t lines <<<"$1"
    room=$((rows - ${#head} / columns - ${#command} / columns - 4))
    if [ "$room" -lt 1 ]; then room=1; fi
    printf '\033[H%s\033[K\n%s\033[K\n\033[K\n' "$head" "$command"
    for line in "${lines[@]:0:room}"; do printf '%s\033[K\n' "${line:0:columns-1}"; done
    if [ "${#lines[@]}" -gt "$room" ]; then
        printf '... and %d more, which a taller window shows' $((${#lines[@]} - room))
    fi
    printf '\033[K\033[J'
}

if [ -n "$replay" ]; then
    head="Counters of a sample log, replayed at 20 lines a second because $reason."
else
    head="Counters of $log, read by postfix-statsd and served by snmpd."
fi
command="snmpwalk ${arguments[*]}"

if [ -n "$once" ]; then
    printf '%s\n' "$head" >&2
    print_when_stable
    exit 0
fi

head="$head Live; Ctrl-C ends it. From another terminal:"
[ ! -t 1 ] || printf '\033[2J'
[ -t 1 ] || printf '%s\n%s\n' "$head" "$command"
while :; do
    check_children
    now=$(walk)
    now=${now:-Reading the log ...}
    if [ -t 1 ]; then
        drawn=yes
        draw "$now"
    else
        printf '\n%(%T)T\n%s\n' -1 "$now"
    fi
    sleep 1
done
