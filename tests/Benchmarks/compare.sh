#!/bin/bash
# Counts a generated mail log with postfix-statsd and with other programs, side by side, and prints one table.
#
#     tests/Benchmarks/compare.sh [--megabytes N] [--runs N] [--style iso|bsd] [--bin DIR]
#
# The programs come from artifacts/bin (./deploy/build.sh makes them). The log is read from the page cache. Each program runs
# several times, in turn, and the best run of each counts, so that what else the machine does disturbs all alike.

set -euo pipefail
cd "$(dirname "$0")/../.."

megabytes=1000 runs=5 style=iso bin=artifacts/bin
while [ $# -gt 0 ]; do
    case $1 in
        --megabytes) megabytes=$2 ;;
        --runs) runs=$2 ;;
        --style) style=$2 ;;
        --bin) bin=$2 ;;
        *) echo "compare.sh: there is no option $1; there are --megabytes, --runs, --style and --bin" >&2; exit 64 ;;
    esac
    [ $# -ge 2 ] || { echo "compare.sh: $1 wants a value" >&2; exit 64; }
    shift 2
done
statsd=$(realpath "$bin")/postfix-statsd
[ -x "$statsd" ] || { echo "compare.sh: there is no $statsd: run ./deploy/build.sh first" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
log=$work/mail.log
export LC_ALL=C
export statsd log work
tests/Benchmarks/mail-log.pl "$megabytes" "$style" > "$log"
split -n l/4 "$log" "$work/part."
lines=$(wc -l < "$log")
octets=$(stat -c %s "$log")

# What is fast has to be right as well.
sent=$(grep -c 'status=sent' "$log")
"$statsd" count "$log" > "$work/one"
counted=$(awk '/^sent:/ { sum += $2 } END { print sum + 0 }' "$work/one")
[ "$sent" = "$counted" ] || { echo "compare.sh: grep finds $sent deliveries, count $counted" >&2; exit 1; }
"$statsd" count "$work"/part.* | cmp - "$work/one"
taskset -c 0 "$statsd" count "$log" | cmp - "$work/one"

# grep gets a pipe: it stops at its first match when it writes to /dev/null.
names=() commands=()
add() { names+=("$1"); commands+=("$2"); }
add 'grep -c, one core' "taskset -c 0 grep -c status=sent \$log | cat"
add 'wc -l, one core' "taskset -c 0 wc -l \$log"
add 'count, one core' "taskset -c 0 \$statsd count \$log"
add 'count, two cores' "taskset -c 0,1 \$statsd count \$log"
add 'count, 4 files, one core' "taskset -c 0 \$statsd count \$work/part.*"
add 'count, 4 files, two cores' "taskset -c 0,1 \$statsd count \$work/part.*"

TIMEFORMAT='%R %U %S'
for ((run = 0; run < runs; run++)); do
    for i in "${!names[@]}"; do
        { time bash -c "${commands[i]}" > "$work/out"; } 2>> "$work/times.$i"
    done
done

# wait4's rusage is what bash cannot show: the daemon's own peak is in /proc while it lives.
peak() {
    "$@" > "$work/out" &
    local pid=$! high=0 now
    while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2> /dev/null) && [ -n "$now" ]; do
        high=$now
    done
    wait "$pid"
    echo "$high"
}
memory=$(peak "$statsd" count "$log")

echo "$lines lines, $octets octets; best of $runs runs; load $(cut -d' ' -f1 /proc/loadavg) on $(nproc) processors"
printf '%-28s %8s %8s %9s %9s %8s %8s\n' program 'time ms' 'CPU ms' MB/s ns/line 'time/grep' 'CPU/grep'
for i in "${!names[@]}"; do
    awk -v name="${names[i]}" -v lines="$lines" -v octets="$octets" -v base="$work/base" -v first="$i" '
        NR == 1 || $1 < real { real = $1 }
        NR == 1 || $2 + $3 < cpu { cpu = $2 + $3 }
        END {
            if (first == 0) { print real, cpu > base; base_real = real; base_cpu = cpu }
            else { getline both < base; split(both, b, " "); base_real = b[1]; base_cpu = b[2] }
            printf "%-28s %8d %8d %9d %9d %8.2f %8.2f\n", name, real * 1000, cpu * 1000, octets / real / 1e6, real * 1e9 / lines, real / base_real, cpu / base_cpu
        }' "$work/times.$i"
done
echo "count, peak resident: $((memory / 1024)) MB"
