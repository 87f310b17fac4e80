#!/usr/bin/env bash
# Publishes the programs as Native AOT executables into a directory (default: artifacts/bin).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/common.sh
. "$root/deploy/common.sh"

usage() {
    printf 'usage: %s [DIR]\n' "${0##*/}"
    printf 'Publishes postfix-statsd, postfix-stats-get and agentx-sample into DIR (default: artifacts/bin).\n'
}

answer_help "$@"
destination=$(only_operand "$@")
destination=${destination:-$root/artifacts/bin}

case $(uname -sm) in
"Linux x86_64") runtime=linux-x64 ;;
"Linux aarch64") runtime=linux-arm64 ;;
*) fail "$(uname -sm) is not supported: Linux on x86_64 or aarch64 is" ;;
esac

find_sdk "$root"

# What Native AOT links with.
missing=()
command -v clang >/dev/null || missing+=(clang)
command -v ld.lld >/dev/null || missing+=(lld)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
install_packages "${missing[@]}"

mkdir -p "$destination"

publish() {
    local project=$1 program=$2
    local name=${project##*/}
    printf 'Building %s ...\n' "$program" >&2
    # Without the audit of packages: it asks a server, and its news are for those who change the project.
    logged "$root/artifacts/publish.log" "$program" dotnet publish "$root/$project" -c Release -r "$runtime" --nologo -v quiet \
        -p:NuGetAudit=false -o "$root/artifacts/publish/$name"
    # A program that runs cannot be overwritten, but it can be replaced.
    install -m 755 "$root/artifacts/publish/$name/$program" "$destination/$program.new"
    mv -f "$destination/$program.new" "$destination/$program"
}

publish src/PostfixStats.Daemon postfix-statsd
publish src/PostfixStats.Getter postfix-stats-get
publish tests/AgentX.SampleSubagent agentx-sample
