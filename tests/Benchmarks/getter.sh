#!/usr/bin/env bash
# Measures one run of postfix-stats-get beside the same lookup in C with Berkeley DB, as snmpd's exec lines start them. Only the ratios of
# one run mean anything.
set -euo pipefail

# shellcheck source=tests/Benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
here=$root/tests/Benchmarks/getter

usage() {
    printf 'usage: %s [--rounds N]\n' "${0##*/}"
    printf 'Starts each program N times in turn (default 2000); the table has the medians.\n'
}

rounds=2000
take_numbers rounds -- "$@"
prepare gcc libc6-dev libdb-dev

gcc -std=gnu17 -O2 -Wall -Wextra -o "$work/spawn" "$here/spawn.c"
gcc -std=gnu17 -O2 -Wall -Wextra -o "$work/legacy-getter" "$here/legacy-getter.c" -ldb
printf 'int main(void) { return 0; }\n' | gcc -O2 -o "$work/empty" -x c -

# The state of a day's traffic, and the same numbers in a hash file.
"$bin/postfix-statsd" run --log "$root/deploy/sample.log" --from-start --state "$work/state" --agentx "unix:$work/none" >"$work/daemon.log" 2>&1 &
daemon=$!
started+=("$daemon")
until [ "$("$bin/postfix-stats-get" --state "$work/state" --default 0 sent:smtp 2>&1)" -gt 0 ] 2>/dev/null; do
    kill -0 "$daemon" 2>/dev/null || fail "the daemon ended: $(tail -n 1 "$work/daemon.log")"
    sleep 0.05
done
kill "$daemon"
wait "$daemon"
"$bin/postfix-stats-get" --state "$work/state" --all | "$work/legacy-getter" --load "$work/database"
ours=$("$bin/postfix-stats-get" --state "$work/state" sent:smtp)
theirs=$("$work/legacy-getter" "$work/database" sent:smtp)
[ "$ours" = "$theirs" ] || fail "the getter says $ours, the lookup in C $theirs"

# All three are files just written: how a file lies in the page cache makes a sixth of such a run.
cp "$bin/postfix-stats-get" "$work/getter"
names=('C with Berkeley DB' 'postfix-stats-get' 'a C program that does nothing')
printf 'One run in microseconds, medians of %s runs in turn; load %s on %s processors.\n\n' "$rounds" "$(cut -d' ' -f1 /proc/loadavg)" "$(nproc)"
printf '| program | time | processor time | time : C with Berkeley DB |\n|---|---|---|---|\n'
"$work/spawn" "$rounds" "$work/legacy-getter" "$work/database" sent:smtp -- "$work/getter" --state "$work/state" sent:smtp -- "$work/empty" |
    for name in "${names[@]}"; do
        read -r time processor ratio
        printf '| %s | %s | %s | %s |\n' "$name" "$time" "$processor" "$ratio"
    done
