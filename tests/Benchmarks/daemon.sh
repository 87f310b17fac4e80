#!/usr/bin/env bash
# Measures the daemon: memory with full tables, start-up, polls beside a backlog, the journal, and what it takes when it has nothing to do.
set -euo pipefail

# shellcheck source=tests/Benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
here=$root/tests/Benchmarks

usage() {
    printf 'usage: %s [--megabytes N] [--idle SECONDS]\n' "${0##*/}"
    printf 'The backlog and a journal of a third of it are made from a log of N MB (default 1000); idle is measured for so long (default 60).\n'
}

megabytes=1000 idle=60
take_numbers megabytes idle -- "$@"
prepare gcc libc6-dev perl snmp snmpd systemd-journal-remote

base=1.3.6.1.4.1.8072.9999.9999.2525
gcc -std=gnu17 -D_GNU_SOURCE -O2 -Wall -Wextra -o "$work/poll" "$here/daemon/poll.c"
"$here/mail-log.pl" "$megabytes" >"$work/traffic"
"$here/daemon/full-log.pl" >"$work/full"

on=()
start_daemon() { # ARGUMENT...
    : >"$work/output"
    "${on[@]}" "$bin/postfix-statsd" --state "$work/state/state" --agentx "unix:$work/master" --base-oid "$base" "$@" >>"$work/output" 2>&1 &
    daemon=$!
    started+=("$daemon")
}

wait_until() { # WHAT FILE
    until grep -q "$1" "$2"; do
        kill -0 "$daemon" 2>/dev/null || fail "the daemon ended: $(tail -n 1 "$work/output")"
        sleep 0.01
    done
}

stop_daemon() {
    kill "$daemon"
    wait "$daemon" || true
}

memory() { # FIELD
    awk -v field="$1:" '$1 == field { printf "%.1f", $2 / 1024 }' "/proc/$daemon/status"
}

processor_time() { # in nanoseconds, of all threads
    awk '{ sum += $1 } END { printf "%.0f", sum }' "/proc/$daemon"/task/*/schedstat
}

# The time of the log's first line with a text, in nanoseconds.
time_of() { # TEXT
    date -d "$(awk -v text="$1" 'index($0, text) { print $1, $2; exit }' "$work/output")" +%s%N
}

row() { # WHAT MEASURED AT-MOST
    printf '| %s | %s | %s |\n' "$@"
}

start_snmpd
printf '| the daemon | measured | wanted |\n|---|---|---|\n'

# Start-up, with nothing to read.
: >"$work/log"
best=1000000
for ((run = 0; run < 10; run++)); do
    rm -rf --one-file-system "$work/state"
    from=$(date +%s%N)
    start_daemon --log "$work/log"
    wait_until 'has registered' "$work/output"
    took=$((($(time_of 'has registered') - from) / 1000000))
    [ "$took" -ge "$best" ] || best=$took
    stop_daemon
done
row 'from its start to its registration with snmpd, best of 10' "$best ms" 'at most 100 ms'

# Idle, with the tables of a small mail server.
rm -rf --one-file-system "$work/state"
cp "$root/deploy/sample.log" "$work/log"
start_daemon --log "$work/log" --from-start
wait_until 'has registered' "$work/output"
sleep 3
before=$(processor_time)
sleep "$idle"
row "idle for $idle s" "$(awk -v t=$(($(processor_time) - before)) -v s="$idle" 'BEGIN { printf "%.2f", t / s / 1e7 }') % of a core" 'under 0.2 %'
row 'resident with the tables of a small mail server' "$(memory VmRSS) MB, $(memory RssAnon) MB of them its own" 'at most 15 MB'

# A backlog while it runs: a log of some size takes the name of the one that is followed.
cp "$work/traffic" "$work/log.new"
mv "$work/log" "$work/log.1"
mv "$work/log.new" "$work/log"
wait_until 'behind the log' "$work/output"
read -r answers middle percentile worst < <("$work/poll" "$port" "$base.1.1.0" 0.3)
row "polls through snmpd while the backlog is read: $answers answers" "median $middle, 99th percentile $percentile, longest $worst us" '99th percentile under 1000 us'
stop_daemon

# A backlog at the start, beside what counting it takes; both on one core, and with everything that the daemon counts.
rm -rf --one-file-system "$work/state"
on=(taskset -c 0)
start_daemon --log "$work/log" --from-start
on=()
wait_until 'caught up with the log' "$work/output"
took=$((($(time_of 'caught up with the log') - $(time_of 'from its beginning')) / 1000000))
stop_daemon
from=$(date +%s%N)
taskset -c 0 "$bin/postfix-statsd" count --details --messages "$work/log" >"$work/counted"
counted=$((($(date +%s%N) - from) / 1000000))
row 'backlog at the start, on one core' "$((megabytes * 1000 / took)) MB/s" "as count --details --messages: $((megabytes * 1000 / counted)) MB/s"

# Full tables: at first, and after a restart.
rm -rf --one-file-system "$work/state"
mv "$work/full" "$work/log"
for begin in 'filled just now' 'after a restart'; do
    start_daemon --log "$work/log" --from-start
    wait_until 'has registered' "$work/output"
    objects=$(snmpbulkwalk -v2c -c public -Cr50 -On "127.0.0.1:$port" "$base" | wc -l)
    for ((commit = 0; commit < 3; commit++)); do
        printf '2026-09-01T00:00:00.000000+02:00 mx1 postfix/smtpd[4711]: connect from mx.example.net[192.0.2.25]\n' >>"$work/log"
        sleep 1.2
    done
    row "resident with all tables full ($objects objects, 200,000 messages), $begin" "$(memory VmRSS) MB, $(memory RssAnon) MB of them its own" 'at most 15 MB'
    stop_daemon
done

# The journal.
rm -rf --one-file-system "$work/state"
mkdir "$work/journal"
head -c $((megabytes * 1000000 / 3)) "$work/traffic" | "$here/daemon/journal-export.pl" |
    /lib/systemd/systemd-journal-remote --output="$work/journal/mail.journal" --split-mode=none - 2>"$work/journal.log"
start_daemon --journal="$work/journal" --from-start
wait_until 'caught up with the log' "$work/output"
entries=$(sed -n 's/.*caught up with the log: \([0-9]*\) lines.*/\1/p' "$work/output" | head -n 1)
took=$((($(time_of 'caught up with the log') - $(time_of 'from its beginning')) / 1000000))
row "journal: $entries entries" "$((entries * 1000 / took)) entries a second, $(memory RssAnon) MB of its own" 'at least 200,000; 15 MB'
stop_daemon
