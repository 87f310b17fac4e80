#!/usr/bin/env bash
# Publishes the programs as Native AOT executables into a directory (default: artifacts/bin).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/packages.sh
. "$root/deploy/packages.sh"

usage() {
    printf 'usage: %s [DIR]\n' "${0##*/}"
    printf 'Publishes postfix-statsd, postfix-stats-get and agentx-sample into DIR (default: artifacts/bin).\n'
}

case ${1-} in
-h | --help)
    usage
    exit 0
    ;;
-*)
    usage >&2
    exit 64
    ;;
esac
if [ $# -gt 1 ]; then
    usage >&2
    exit 64
fi
destination=${1:-$root/artifacts/bin}

case $(uname -sm) in
"Linux x86_64") runtime=linux-x64 ;;
"Linux aarch64") runtime=linux-arm64 ;;
*) fail "$(uname -sm) is not supported: Linux on x86_64 or aarch64 is" ;;
esac

# Invariant globalization: the SDK then needs no ICU library.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
command -v dotnet >/dev/null || fail "the .NET 10 SDK is not installed (no dotnet on PATH)"
(cd "$root" && dotnet --version >/dev/null 2>&1) || fail "the .NET SDK here is not version 10, which global.json asks for"

# What Native AOT links with.
missing=()
command -v clang >/dev/null || missing+=(clang)
command -v ld.lld >/dev/null || missing+=(lld)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
if [ ${#missing[@]} -gt 0 ]; then
    install_packages "${missing[@]}"
fi

log=$root/artifacts/publish.log
mkdir -p "$root/artifacts" "$destination"

publish() {
    local project=$1 program=$2
    local name=${project##*/}
    printf 'Building %s ...\n' "$program" >&2
    # Without the audit of packages: it asks a server, and its news are for those who change the project.
    if ! dotnet publish "$root/$project" -c Release -r "$runtime" --nologo -v quiet -p:NuGetAudit=false \
        -o "$root/artifacts/publish/$name" >"$log" 2>&1 </dev/null; then
        grep -E 'error|warning' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
        fail "$program could not be built, the whole output is in $log"
    fi
    # A program that runs cannot be overwritten, but it can be replaced.
    install -m 755 "$root/artifacts/publish/$name/$program" "$destination/$program.new"
    mv -f "$destination/$program.new" "$destination/$program"
}

publish src/PostfixStats.Daemon postfix-statsd
publish src/PostfixStats.Getter postfix-stats-get
publish tests/AgentX.SampleSubagent agentx-sample
