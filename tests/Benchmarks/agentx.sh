#!/usr/bin/env bash
# Measures agentx-sample beside two C subagents under one snmpd, and prints the table. Only the ratios of one run mean anything.
set -euo pipefail

# shellcheck source=tests/Benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
here=$root/tests/Benchmarks/agentx

usage() {
    printf 'usage: %s [--seconds N] [--rounds N]\n' "${0##*/}"
    printf 'Measures the subagent library: each test takes N seconds (default 0.5) in each round (default 11); the table has the medians.\n'
}

seconds=0.5 rounds=11
take_numbers seconds rounds -- "$@"
prepare gcc libc6-dev libsnmp-dev snmpd

for program in loader subagent-bare; do
    gcc -std=gnu17 -O2 -Wall -Wextra -o "$work/$program" "$here/$program.c"
done
gcc -std=gnu17 -O2 -Wall -Wextra -o "$work/subagent-netsnmp" "$here/subagent-netsnmp.c" -lnetsnmpagent -lnetsnmpmibs -lnetsnmp

base=1.3.6.1.4.1.8072.9999.9999.2741
scalars=100 rows=1000

start() {
    "$@" >>"$work/output" 2>&1 &
    started+=("$!")
}

load() { # ARC KIND OUTSTANDING N SECONDS
    "$work/loader" "$port" "$base.$1" "$rows" "$2" "$3" "$4" "$5"
}

wait_until_served() { # ARC NAME
    local attempt
    for ((attempt = 0; attempt < 200; attempt++)); do
        ! load "$1" getnext 1 1 0.05 >/dev/null 2>&1 || return 0
        sleep 0.05
    done
    fail "$2 is not served: $(tail -n 1 "$work/output")"
}

# The time on a processor of all threads of a subagent until now, in nanoseconds.
cpu_time() { # ARC
    awk '{ sum += $1 } END { printf "%.0f", sum }' /proc/"${processes[$1]}"/task/*/schedstat
}

# Appends to a file: answers a second, 99th percentile, processor time of an answer, both in microseconds.
measure() { # FILE ARC KIND OUTSTANDING N
    local before after result answers percentile
    before=$(cpu_time "$2")
    result=$(load "$2" "$3" "$4" "$5" "$seconds")
    after=$(cpu_time "$2")
    read -r answers _ _ percentile <<<"$result"
    awk -v a="$answers" -v p="$percentile" -v t=$((after - before)) -v s="$seconds" 'BEGIN { printf "%d %d %.0f\n", a, p, t / (a * s * 1000) }' >>"$1"
}

median() { # FIELD FILE
    cut -d ' ' -f "$1" "$2" | sort -n | sed -n "$(((rounds + 1) / 2))p"
}

start_snmpd
# Each has an arc of its own below the base.
start "$bin/agentx-sample" --agentx "unix:$work/master" --base-oid "$base.1" --scalars "$scalars" --rows "$rows"
start "$work/subagent-netsnmp" "$work/master" "$base.2" "$scalars" "$rows"
start "$work/subagent-bare" "$work/master" "$base.3" "$scalars" "$rows"
arcs=(1 2 3)
processes=([1]=${started[1]} [2]=${started[2]} [3]=${started[3]})
names=([1]=agentx-sample [2]="C with libnetsnmp" [3]="C without a library")
for arc in "${arcs[@]}"; do wait_until_served "$arc" "${names[$arc]}"; done

# Kind, requests outstanding, varbinds or repetitions of one request.
tests=('get 1 1' 'get 8 1' 'get 8 10' 'get 8 50' 'getnext 8 1' 'bulk 1 10' 'bulk 8 10' 'bulk 8 50')
for ((round = 0; round < rounds; round++)); do
    for t in "${!tests[@]}"; do
        # Side by side, and each in turn the first, so that what else this machine does hurts all alike.
        for turn in "${!arcs[@]}"; do
            arc=${arcs[(turn + round) % ${#arcs[@]}]}
            # shellcheck disable=SC2086 # Three words.
            measure "$work/result.$t.$arc" "$arc" ${tests[t]}
        done
    done
    printf 'round %d of %d\n' $((round + 1)) "$rounds" >&2
done

printf 'Answers a second, and in microseconds the 99th percentile of the time to an answer / the processor time that the subagent\n'
printf 'takes for one; medians of %s rounds of %s s.\n\n' "$rounds" "$seconds"
printf '| request, outstanding, n | %s | %s | %s | sample : libnetsnmp | sample : bare |\n' "${names[@]}"
printf '|---|---|---|---|---|---|\n'
for t in "${!tests[@]}"; do
    read -r kind window n <<<"${tests[t]}"
    printf '| %s W=%s n=%s |' "$kind" "$window" "$n"
    for arc in "${arcs[@]}"; do
        file=$work/result.$t.$arc
        printf ' %s, %s / %s |' "$(median 1 "$file")" "$(median 2 "$file")" "$(median 3 "$file")"
    done
    for arc in 2 3; do
        awk -v ours="$(median 1 "$work/result.$t.1")" -v theirs="$(median 1 "$work/result.$t.$arc")" 'BEGIN { printf " %.2f |", ours / theirs }'
    done
    printf '\n'
done
