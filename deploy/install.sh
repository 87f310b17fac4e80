#!/usr/bin/env bash
# Builds the Debian package and installs it on this host.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/packages.sh
. "$root/deploy/packages.sh"

usage() {
    printf 'usage: sudo %s [--restart-snmpd] [BIN]\n' "${0##*/}"
    printf 'Builds agentx-postfix-stats and installs it, from the programs in BIN if they are built already.\n'
    printf 'snmpd must be started again to see the numbers: --restart-snmpd does it, without it you are asked.\n'
}

restart=ask
bin=
while [ $# -gt 0 ]; do
    case $1 in
    --restart-snmpd) restart=yes ;;
    -h | --help)
        usage
        exit 0
        ;;
    -*)
        usage >&2
        exit 64
        ;;
    *)
        if [ -n "$bin" ]; then
            usage >&2
            exit 64
        fi
        bin=$1
        ;;
    esac
    shift
done
[ "$(id -u)" -eq 0 ] || fail "it installs a package: run me as root"

package=$("$root/deploy/package.sh" ${bin:+"$bin"})
printf 'Installing %s ...\n' "$package"
# Not quiet: this is the administrator's host, and the package starts its own service here.
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$root/$package" </dev/null

if ! command -v snmpd >/dev/null; then
    printf 'There is no snmpd here. Install it with: apt-get install snmpd\n'
    exit 0
fi
if [ ! -d /run/systemd/system ]; then
    printf 'No systemd runs here: start snmpd again, then postfix-statsd run as the user postfix-stats.\n'
    exit 0
fi
if [ "$restart" = ask ]; then
    restart=no
    if [ -t 0 ]; then
        read -r -p 'Restart snmpd now, so that it shows the numbers? [Y/n] ' answer
        case $answer in
        '' | [Yy]*) restart=yes ;;
        esac
    fi
fi
if [ "$restart" = yes ]; then
    systemctl restart snmpd
else
    printf 'Restart snmpd to see the numbers: systemctl restart snmpd\n'
fi
