#!/usr/bin/env bash
# Writes method-order.txt anew: the methods that run while the daemon follows a log and answers. The compiler puts them beside each
# other, so that a daemon that has started keeps a few hundred kilo-octets of code in memory instead of four megabytes. A method
# that has another name by now only stands elsewhere: this is run where much has changed, not with each change.
set -euo pipefail

# shellcheck source=tests/Benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../tests/Benchmarks/common.sh"
here=$root/src/PostfixStats.Daemon

usage() {
    printf 'usage: %s\n' "${0##*/}"
    printf 'Writes %s, in about two minutes.\n' "${here#"$root/"}/method-order.txt"
}

answer_help "$@"
[ $# -eq 0 ] || misused
prepare binutils snmp snmpd valgrind
export MIBS=''
base=1.3.6.1.4.1.8072.9999.9999.2525

# The names of methods are symbols, which a program as it is installed has no more; valgrind does not read what says where the lines are.
dotnet publish "$here" -c Release --use-current-runtime --nologo -v quiet \
    -p:NuGetAudit=false -p:StripSymbols=false -p:ArtifactsPath="$work/artifacts" -o "$work/program"
objcopy --strip-debug "$work/program/postfix-statsd" "$work/postfix-statsd"

start_snmpd
cp "$root/deploy/sample.log" "$work/log"
# The memory that valgrind has is less than what the runtime would reserve.
DOTNET_GCHeapHardLimit=0x10000000 valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file="$work/profile" "$work/postfix-statsd" \
    --log "$work/log" --from-start --state "$work/state/state" --agentx "unix:$work/master" --base-oid "$base" >"$work/output" 2>&1 &
daemon=$!
started+=("$daemon")
until grep -q 'caught up' "$work/output" && grep -q 'has registered' "$work/output"; do
    kill -0 "$daemon" 2>/dev/null || fail "the daemon ended: $(tail -n 1 "$work/output")"
    sleep 0.2
done

work_a_while() { # ROUNDS
    local round
    for ((round = 0; round < $1; round++)); do
        cat "$root/deploy/sample.log" >>"$work/log"
        snmpbulkwalk -v2c -c public -t 60 -Cr50 "127.0.0.1:$port" "$base" >/dev/null
        snmpwalk -v2c -c public -t 60 "127.0.0.1:$port" "$base.1" >/dev/null
        snmpget -v2c -c public -t 60 "127.0.0.1:$port" "$base.1.1.0" >/dev/null
        sleep 3
    done
}

# What is needed once, at the start and for the first of something, does not count.
work_a_while 1
callgrind_control -i on "$daemon" &>/dev/null
work_a_while 5
callgrind_control -d "$daemon" &>/dev/null
until [ -s "$work/profile.1" ]; do sleep 0.2; done
kill "$daemon"
wait "$daemon" || fail "the daemon failed: $(tail -n 1 "$work/output")"

# Methods only: functions of the runtime in C are linked as they are.
nm "$work/program/postfix-statsd" | awk '$3 ~ /__/ { print $3 }' | sort -u >"$work/methods"
sed -n "s/^c\\?fn=([0-9]*) \\([^ ']*\\).*/\\1/p" "$work/profile.1" | sort -u | comm -12 - "$work/methods" >"$here/method-order.txt"
printf '%s methods\n' "$(wc -l <"$here/method-order.txt")"
