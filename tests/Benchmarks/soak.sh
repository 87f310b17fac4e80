#!/usr/bin/env bash
# A day's traffic at 1,000 lines a second, compressed in time, with rotations and polls: shows that the daemon
# neither loses a line nor grows.
set -euo pipefail

# shellcheck source=tests/Benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
here=$root/tests/Benchmarks

usage() {
    printf 'usage: %s [--long]\n' "${0##*/}"
    printf 'Writes an hour of 1,000 lines a second in 24 pieces, with a rotation behind each; --long writes the day (86.4 million lines).\n'
}

rotations=24 lines_wanted=3600000
case ${1-} in
'') ;;
--long) lines_wanted=86400000 ;;
-h | --help)
    usage
    exit 0
    ;;
*) misused ;;
esac
prepare perl snmp snmpd
export MIBS=''

base=1.3.6.1.4.1.8072.9999.9999.2525
start_snmpd

# Other messages in each piece would take longer to write than to count: a piece repeats one of some megabytes.
"$here/mail-log.pl" 20 >"$work/piece"
piece_lines=$(wc -l <"$work/piece")
repeats=$(((lines_wanted / rotations + piece_lines - 1) / piece_lines))

: >"$work/log"
"$bin/postfix-statsd" --log "$work/log" --from-start --state "$work/state/state" --agentx "unix:$work/master" --base-oid "$base" >"$work/output" 2>&1 &
daemon=$!
started+=("$daemon")

# postfixStatsAgentLines: Counter32.
lines_read() {
    snmpget -v2c -c public -Oqv -t 5 "127.0.0.1:$port" "$base.2.3.0" 2>/dev/null || printf 0
}

wait_for() { # LINES
    local deadline=$((SECONDS + 300)) read
    while read=$(lines_read); [ "$read" != "$1" ]; do
        kill -0 "$daemon" 2>/dev/null || fail "the daemon ended: $(tail -n 1 "$work/output")"
        [ "$SECONDS" -lt "$deadline" ] || fail "$read lines were counted, not $1"
        sleep 0.05
    done
}

files() {
    find "/proc/$daemon/fd" -mindepth 1 | wc -l
}

show() { # WHAT
    awk -v what="$1" -v files="$(files)" -v threads="$(find "/proc/$daemon/task" -mindepth 1 -maxdepth 1 | wc -l)" '
        { value[$1] = $2 }
        END { printf "| %s | %d | %d | %d | %d |\n", what, value["VmRSS:"], value["RssAnon:"], files, threads }' "/proc/$daemon/status"
}

printf '| lines | resident kB | its own kB | file descriptors | threads |\n|---|---|---|---|---|\n'
wait_for 0
files_before=$(files)
show 0
total=0
for ((rotation = 0; rotation < rotations; rotation++)); do
    # No two logs begin alike: that is how the daemon tells them apart where a new one gets the inode of one that was removed.
    printf '2026-09-01T00:%02d:00.000000+02:00 mx1 logrotate[4711]: rotated\n' "$rotation" >>"$work/log"
    total=$((total + 1))
    for ((repeat = 0; repeat < repeats; repeat++)); do
        cat "$work/piece" >>"$work/log"
        # A piece at a time, as far as the daemon is: what is removed unread would be lost.
        total=$((total + piece_lines))
        wait_for $((total % 4294967296))
    done
    snmpbulkwalk -v2c -c public -Cr50 -t 5 "127.0.0.1:$port" "$base" >"$work/walk"
    [ $((rotation % 6)) -ne 0 ] || show "$total"
    mv "$work/log" "$work/log.1"
    : >"$work/log"
done
show "$total"

# A log that was removed is watched for a minute, as its writer may not have heard of it yet; the one that was only renamed, for an hour.
deadline=$((SECONDS + 100))
until [ "$(files)" -le $((files_before + 1)) ]; do
    [ "$SECONDS" -lt "$deadline" ] || fail "$(files) files are open, $files_before were at the start"
    sleep 1
done
show "$total, later"
printf '\nEvery line was counted once; a walk of %s objects stood between all rotations.\n' "$(wc -l <"$work/walk")"
