#!/usr/bin/env bash
# Measures agentx-sample beside two C subagents under one snmpd, and prints the table. Only the ratios of one run mean anything.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/tests/Benchmarks/agentx
# shellcheck source=deploy/packages.sh
. "$root/deploy/packages.sh"

usage() {
    printf 'usage: %s [--seconds N] [--rounds N]\n' "${0##*/}"
    printf 'Measures the subagent library: each test takes N seconds (default 0.5) in each round (default 11); the table has the medians.\n'
}

seconds=0.5 rounds=11
while [ $# -gt 0 ]; do
    case $1 in
    --seconds)
        [[ ${2-} =~ ^[0-9]*[.]?[0-9]+$ ]] || fail "$1: a number of seconds is wanted, not \"${2-}\""
        seconds=$2
        shift 2
        ;;
    --rounds)
        [[ ${2-} =~ ^[1-9][0-9]*$ ]] || fail "$1: a number from 1 is wanted, not \"${2-}\""
        rounds=$2
        shift 2
        ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 64
        ;;
    esac
done

mapfile -t missing < <(missing_packages gcc libc6-dev libsnmp-dev snmpd)
[ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
sample=${POSTFIX_STATS_BIN:-$root/artifacts/bin}/agentx-sample
[ -x "$sample" ] || "$root/deploy/build.sh"

work=$(mktemp -d)
started=()
clean_up() {
    local pid
    for pid in ${started[@]+"${started[@]}"}; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf --one-file-system "$work"
}
trap clean_up EXIT

for program in loader subagent-bare; do
    gcc -std=gnu17 -O2 -Wall -Wextra -o "$work/$program" "$here/$program.c"
done
gcc -std=gnu17 -O2 -Wall -Wextra -o "$work/subagent-netsnmp" "$here/subagent-netsnmp.c" -lnetsnmpagent -lnetsnmpmibs -lnetsnmp

base=1.3.6.1.4.1.8072.9999.9999.2741
scalars=100 rows=1000 port=0

start() {
    "$@" >>"$work/output" 2>&1 &
    started+=("$!")
}

start_snmpd() {
    local attempt
    printf 'rocommunity public 127.0.0.1\nmaster agentx\nagentXSocket unix:%s/master\n' "$work" >"$work/snmpd.conf"
    for attempt in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 12000))
        MIBS='' SNMP_PERSISTENT_DIR=$work start snmpd -f -Lf "$work/snmpd.log" -C -c "$work/snmpd.conf" -I -smux,mta_sendmail "udp:127.0.0.1:$port"
        until [ -S "$work/master" ] || ! kill -0 "${started[-1]}" 2>/dev/null; do sleep 0.05; done
        ! kill -0 "${started[-1]}" 2>/dev/null || return 0
    done
    fail "snmpd does not start after $attempt attempts: $(tail -n 1 "$work/snmpd.log")"
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

median() { # FIELD FILE
    cut -d ' ' -f "$1" "$2" | sort -n | sed -n "$(((rounds + 1) / 2))p"
}

start_snmpd
# Arc by arc: the sample, the sample that handles a wake-up where it comes, the C programs.
start "$sample" --agentx "unix:$work/master" --base-oid "$base.1" --scalars "$scalars" --rows "$rows"
DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 start "$sample" \
    --agentx "unix:$work/master" --base-oid "$base.2" --scalars "$scalars" --rows "$rows"
start "$work/subagent-netsnmp" "$work/master" "$base.3" "$scalars" "$rows"
start "$work/subagent-bare" "$work/master" "$base.4" "$scalars" "$rows"
arcs=(1 2 3 4)
names=([1]=agentx-sample [2]="agentx-sample, inline completions" [3]="C with libnetsnmp" [4]="C without a library")
for arc in "${arcs[@]}"; do wait_until_served "$arc" "${names[$arc]}"; done

# Kind, requests outstanding, varbinds or repetitions of one request.
tests=('get 1 1' 'get 8 1' 'get 8 10' 'get 8 50' 'getnext 8 1' 'bulk 1 10' 'bulk 8 10' 'bulk 8 50')
for ((round = 0; round < rounds; round++)); do
    for t in "${!tests[@]}"; do
        # Side by side and in turn, so that what else this machine does hurts all alike.
        for arc in "${arcs[@]}"; do
            # shellcheck disable=SC2086 # Three words.
            load "$arc" ${tests[t]} "$seconds" >>"$work/result.$t.$arc"
        done
    done
    printf 'round %d of %d\n' $((round + 1)) "$rounds" >&2
done

printf 'Answers a second, in brackets the 99th percentile of the time to an answer in microseconds; medians of %s rounds of %s s.\n\n' "$rounds" "$seconds"
printf '| request, outstanding, n | %s | %s | %s | %s | sample : libnetsnmp | sample : bare |\n' "${names[@]}"
printf '|---|---|---|---|---|---|---|\n'
for t in "${!tests[@]}"; do
    read -r kind window n <<<"${tests[t]}"
    printf '| %s W=%s n=%s |' "$kind" "$window" "$n"
    for arc in "${arcs[@]}"; do printf ' %s (%s) |' "$(median 1 "$work/result.$t.$arc")" "$(median 4 "$work/result.$t.$arc")"; done
    for arc in 3 4; do
        awk -v ours="$(median 1 "$work/result.$t.1")" -v theirs="$(median 1 "$work/result.$t.$arc")" 'BEGIN { printf " %.2f |", ours / theirs }'
    done
    printf '\n'
done
