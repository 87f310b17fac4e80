#!/usr/bin/env bash
# Installs what the tests need, builds everything, runs every test and counts. Meant for a development machine.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/common.sh
. "$root/deploy/common.sh"

usage() {
    printf 'usage: %s [--long]\n' "${0##*/}"
    printf '       %s --sharpsnmp [--source DIR]\n' "${0##*/}"
    printf 'Runs every test. --long adds those that take minutes.\n'
    printf '%s\n' '--sharpsnmp runs those of the SNMP manager that is built on SharpSnmpLib, and only those.' \
        '--source DIR also looks for that package in a folder.'
}

answer_help "$@"
sharpsnmp='' source=''
while [ $# -gt 0 ]; do
    case $1 in
    --long) export AGENTX_LONG=1 STATS_TEST_LONG=1 ;;
    --sharpsnmp) sharpsnmp=1 ;;
    --source)
        [ $# -ge 2 ] || misused
        [ -d "$2" ] || fail "there is no folder $2 to take packages from"
        source=$(realpath "$2")
        shift
        ;;
    *) misused ;;
    esac
    shift
done
[ -z "$source" ] || [ -n "$sharpsnmp" ] || misused
exec </dev/null

# The end-to-end tests need Postfix installed, which would replace another mail server.
refuse_beside_another_mail_server() {
    local package status provides
    while IFS='|' read -r package status provides; do
        case "$status $package ,${provides// /}," in
        "installed postfix"*) ;;
        installed*,mail-transport-agent[,\(]*)
            fail "the mail server $package is installed here, and the tests would replace it with Postfix"
            ;;
        esac
    done < <(dpkg-query -W -f='${Package}|${db:Status-Status}|${Provides}\n')
    if [ -e /etc/postfix/main.cf ] && postfix status >/dev/null 2>&1; then
        fail "a Postfix of this host is running: the tests are for a machine without a mail service"
    fi
}

install_what_the_tests_need() {
    local missing
    mapfile -t missing < <(missing_packages snmpd snmp snmptrapd smitools postfix systemd-journal-remote rsyslog logrotate \
        sasl2-bin libsasl2-modules debootstrap iproute2 tmux debhelper dpkg-dev fakeroot lintian rpm mandoc \
        bash-completion zsh fish mrtg rrdtool faketime shellcheck prometheus prometheus-snmp-exporter monitoring-plugins-standard libxml2-utils yamllint duktape)
    # Without this answer Postfix' package would write a configuration for a mail server of this host.
    if [[ " ${missing[*]} " == *" postfix "* ]] && [ "$(id -u)" -eq 0 ]; then
        printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections
    fi
    install_packages "${missing[@]}"
}

# Builds the solution, or the project that is not in it; further arguments are dotnet's.
build() {
    local what=$1
    shift
    printf 'Building %s ...\n' "${what##*/}"
    logged "$root/artifacts/build.log" "$what" dotnet build "$root/$what" --nologo -v quiet "$@"
    "$root/deploy/build.sh"
}

# What a folder has under a public name stays out of the packages that other builds of this user take.
from_source=()
if [ -n "$source" ]; then
    from_source=("-p:RestoreAdditionalProjectSources=$source" "-p:RestorePackagesPath=$root/artifacts/sharpsnmp-packages")
fi

restore_sharpsnmp() {
    local log=$root/artifacts/restore.log
    if ! dotnet restore "$root/$sharpsnmp_project" "${from_source[@]}" >"$log" 2>&1; then
        if grep -q 'Lextm\.SharpSnmpLib' "$log"; then
            fail "the package Lextm.SharpSnmpLib cannot be restored, see $log: --source DIR adds a folder that has it; no other test needs it"
        fi
        fail "the packages of $sharpsnmp_project cannot be restored, the reason is in $log"
    fi
}

# One attribute of the report's summary.
attribute() {
    sed -n "s/.*<assembly [^>]*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1
}

passed=0 failed=0 skipped=0
run_tests_of() {
    local name=$1 started=$SECONDS code=0 report output p=0 f=0 e=0 s=0
    local program=$root/artifacts/build/bin/$name/debug/$name
    report=$root/artifacts/tests/$name.xml
    output=$root/artifacts/tests/$name.log
    rm -f "$report"
    timeout --kill-after=30 1500 "$program" -noColor -noLogo -reporter quiet -result-xml "$report" >"$output" 2>&1 || code=$?
    if [ -s "$report" ]; then
        p=$(attribute passed "$report") f=$(attribute failed "$report")
        s=$(attribute skipped "$report") e=$(attribute errors "$report")
    fi
    p=${p:-0} f=$((${f:-0} + ${e:-0})) s=${s:-0}
    # A program that died says so in its exit code alone; one that ran no test proves nothing.
    if [ "$f" -eq 0 ] && { [ "$code" -ne 0 ] || [ $((p + s)) -eq 0 ]; }; then
        f=1
        printf '%s ended with %s and %s tests.\n' "$name" "$code" $((p + s)) >>"$output"
    fi
    if [ "$f" -gt 0 ]; then
        cat "$output"
    fi
    printf '%-28s %5d passed %5d failed %5d skipped %6d s\n' "$name" "$p" "$f" "$s" $((SECONDS - started))
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

find_sdk "$root"
command -v dpkg-query >/dev/null || fail "the tests install Debian packages, and this is no Debian"
refuse_beside_another_mail_server
export STATS_TEST_BIN=$root/artifacts/bin
rm -rf "$root/artifacts/tests"
mkdir -p "$root/artifacts/tests"

sharpsnmp_project=tests/SharpSnmp.Tests
if [ -n "$sharpsnmp" ]; then
    restore_sharpsnmp
    install_what_the_tests_need
    build "$sharpsnmp_project" --no-restore "${from_source[@]}"
    run_tests_of SharpSnmp.Tests
else
    install_what_the_tests_need
    build AgentX.PostfixStats.sln
    for project in "$root"/tests/*.Tests; do
        if [ "$project" != "$root/$sharpsnmp_project" ]; then
            run_tests_of "${project##*/}"
        fi
    done
fi

if [ "$skipped" -gt 0 ]; then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
else
    printf '%d passed, %d failed\n' "$passed" "$failed"
fi
[ "$failed" -eq 0 ]
