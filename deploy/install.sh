#!/usr/bin/env bash
# Builds the Debian package and installs it on this host, or installs one that is built already.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/common.sh
. "$root/deploy/common.sh"

usage() {
    printf 'usage: sudo %s [--restart-snmpd] [PACKAGE.deb]\n' "${0##*/}"
    printf 'Builds agentx-postfix-stats and installs it, or installs the package that is named.\n'
    printf 'snmpd must be started again to see the numbers: --restart-snmpd does it, without it you are asked.\n'
}

answer_help "$@"
restart=ask
if [ "${1-}" = --restart-snmpd ]; then
    restart=yes
    shift
fi
package=$(only_operand "$@")
[ "$(id -u)" -eq 0 ] || fail "it installs a package: run me as root"

if [ -z "$package" ]; then
    package=$root/$("$root/deploy/package.sh")
elif [[ $package != *.deb ]] || ! [ -f "$package" ] || ! [ -r "$package" ]; then
    fail "$package is no Debian package that I can read"
fi
printf 'Installing %s ...\n' "$package"
# Not quiet: this is the administrator's host, and the package starts its own service here.
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$(realpath "$package")" </dev/null

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
