#!/usr/bin/env bash
# Measures postfix-statsd beside other programs on a generated mail log, then the daemon and the getter, and prints tables for the README.
# Only the ratios of one run mean anything.
set -euo pipefail

# shellcheck source=tests/Benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
here=$root/tests/Benchmarks

usage() {
    printf 'usage: %s [--megabytes N] [--runs N]\n' "${0##*/}"
    printf 'Counts a log of N MB (default 1000), each program so many times (default 5), in turn; the best run of each counts.\n'
}

megabytes=1000 runs=5
take_numbers megabytes runs -- "$@"
prepare mtail pflogsumm perl
export here work statsd=$bin/postfix-statsd
for style in iso bsd; do "$here/mail-log.pl" "$megabytes" "$style" >"$work/$style"; done
split -n l/4 "$work/iso" "$work/quarter."

# The slow ones are given less to do, and compared by the octet.
head -c $((megabytes * 1000000 / 10)) "$work/iso" >"$work/tenth"
head -c 1000000 "$work/iso" >"$work/million"

# What is fast has to be right as well.
for style in bsd iso; do
    "$statsd" count "$work/$style" >"$work/one"
    sent=$(grep -c 'status=sent' "$work/$style")
    counted=$(awk '/^sent:/ { sum += $2 } END { print sum + 0 }' "$work/one")
    [ "$sent" = "$counted" ] || fail "grep finds $sent deliveries, count $counted"
done
"$statsd" count "$work"/quarter.* | cmp - "$work/one"
taskset -c 0 "$statsd" count "$work/iso" | cmp - "$work/one"

names=() commands=() logs=() bases=()
add() { # NAME LOG BASE COMMAND
    names+=("$1") logs+=("$2") bases+=("$3") commands+=("$4")
}
# grep gets a pipe: it stops at its first match when it writes to /dev/null. Shell variables are for the command's own shell.
# shellcheck disable=SC2016
{
    add 'grep -c status=sent' iso 0 'taskset -c 0 grep -c status=sent $work/iso | cat'
    add 'wc -l' iso 0 'taskset -c 0 wc -l $work/iso'
    add 'count, one core' iso 0 'taskset -c 0 $statsd count $work/iso'
    add 'count, two cores' iso 0 'taskset -c 0,1 $statsd count $work/iso'
    add 'count of 4 files, one core' iso 0 'taskset -c 0 $statsd count $work/quarter.*'
    add 'count of 4 files, two cores' iso 0 'taskset -c 0,1 $statsd count $work/quarter.*'
    add 'count --messages, one core' iso 0 'taskset -c 0 $statsd count --messages $work/iso'
    add 'grep -c status=sent, times of BSD' bsd 7 'taskset -c 0 grep -c status=sent $work/bsd | cat'
    add 'count, times of BSD, one core' bsd 7 'taskset -c 0 $statsd count $work/bsd'
    add 'a Perl loop' tenth 0 'taskset -c 0 $here/count/legacy.pl $work/tenth'
    add 'a Perl loop with a database' million 0 'rm -f $work/database; taskset -c 0 $here/count/legacy.pl $work/million $work/database'
    add 'pflogsumm' tenth 0 'taskset -c 0 pflogsumm $work/tenth'
    add 'mtail' tenth 0 'taskset -c 0 mtail --one_shot --progs $here/count/postfix.mtail --logs $work/tenth'
}

TIMEFORMAT='%R %U %S'
for ((run = 0; run < runs; run++)); do
    for i in "${!names[@]}"; do
        { time bash -c "${commands[i]}" >"$work/out" 2>"$work/errors"; } 2>>"$work/times.$i"
    done
    printf 'run %d of %d\n' $((run + 1)) "$runs" >&2
done

# Nanoseconds of the best run for a kilo-octet, by the clock (1) or on the processor (2).
cost() { # FIELD PROGRAM
    awk -v octets="$(stat -c %s "$work/${logs[$2]}")" -v field="$1" '
        { each = field == 1 ? $1 : $2 + $3 }
        NR == 1 || each < best { best = each }
        END { print (best > 0 ? best : 0.001) * 1e12 / octets }' "$work/times.$2"
}

lines=$(wc -l <"$work/iso")
printf '%s lines, %s MB; best of %s runs; load %s on %s processors.\n\n' "$lines" "$megabytes" "$runs" "$(cut -d' ' -f1 /proc/loadavg)" "$(nproc)"
printf '| program | MB/s | ns a line | time : grep | processor time : grep |\n|---|---|---|---|---|\n'
for i in "${!names[@]}"; do
    awk -v name="${names[i]}" -v time="$(cost 1 "$i")" -v processor="$(cost 2 "$i")" \
        -v base="$(cost 1 "${bases[i]}")" -v base_processor="$(cost 2 "${bases[i]}")" -v line=$((megabytes * 1000000 / lines)) '
        BEGIN { printf "| %s | %.0f | %.0f | %.2f | %.2f |\n", name, 1e6 / time, time * line / 1000, time / base, processor / base_processor }'
done
awk -v with="$(cost 2 6)" -v without="$(cost 2 2)" 'BEGIN { printf "\nCounting messages too takes %.2f times the processor time.\n", with / without }'

# The largest resident set of a program while it runs, in kilo-octets.
peak() {
    local pid high=0 now
    "$@" >"$work/out" &
    pid=$!
    while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do high=$now; done
    wait "$pid"
    printf '%s' "$high"
}
printf 'count has at most %s kB resident, with --messages %s kB.\n\n' \
    "$(peak "$statsd" count "$work/iso")" "$(peak "$statsd" count --messages "$work/iso")"

"$here/daemon.sh" --megabytes "$megabytes"
printf '\n'
"$here/getter.sh"
