#!/usr/bin/env bash
# Makes snmp-0.21.yml and snmp.yml in deploy/monitoring/prometheus (or another directory) from generator.yml and the MIB, with the generator of Debian's prometheus-snmp-exporter.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/common.sh
. "$root/deploy/common.sh"
module=$root/deploy/monitoring/prometheus
to=${1:-$module}

command -v prometheus-snmp-generator >/dev/null || fail "the package prometheus-snmp-exporter is not installed"

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
cp "$module/generator.yml" "$work/"
if ! (cd "$work" && MIBDIRS=$root/tests/Mibs:$root/mibs HOME=$work prometheus-snmp-generator generate) >"$work/log" 2>&1; then
    cat "$work/log" >&2
    fail "the generator failed"
fi

{
    printf '# The module for snmp_exporter before 0.23. Made by deploy/snmp-exporter.sh: change generator.yml.\n'
    sed 1d "$work/snmp.yml"
} >"$to/snmp-0.21.yml"

# Since 0.23 credentials stand apart from modules; the module itself is the same.
{
    printf '# The module for snmp_exporter since 0.23. Made by deploy/snmp-exporter.sh: change generator.yml.\n'
    printf 'auths:\n  public_v2:\n    version: 2\n    community: public\nmodules:\n'
    sed -e 1d -e 's/^/  /' "$work/snmp.yml"
} >"$to/snmp.yml"
