#!/usr/bin/env bash
# Makes snmp-0.21.yml and snmp.yml from generator.yml and the MIB, with the generator of Debian's prometheus-snmp-exporter.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
to=${1:-$here}

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
cp "$here/generator.yml" "$work/"
if ! (cd "$work" && MIBDIRS=$root/tests/Mibs:$root/mibs HOME=$work prometheus-snmp-generator generate) >"$work/log" 2>&1; then
    cat "$work/log" >&2
    exit 1
fi

{
    printf '# The module for snmp_exporter before 0.23. Made by generate.sh: change generator.yml.\n'
    sed 1d "$work/snmp.yml"
} >"$to/snmp-0.21.yml"

# Since 0.23 credentials stand apart from modules; the module itself is the same.
{
    printf '# The module for snmp_exporter since 0.23. Made by generate.sh: change generator.yml.\n'
    printf 'auths:\n  public_v2:\n    version: 2\n    community: public\nmodules:\n'
    sed -e 1d -e 's/^/  /' "$work/snmp.yml"
} >"$to/snmp.yml"
