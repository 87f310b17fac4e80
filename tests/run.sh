#!/usr/bin/env bash
# Installs what the tests need, builds everything, runs every test and counts. Meant for a development machine.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/packages.sh
. "$root/deploy/packages.sh"

usage() {
    printf 'usage: %s [--long]\n' "${0##*/}"
    printf 'Runs every test. --long adds those that take minutes.\n'
}

case ${1-} in
'') ;;
--long) export AGENTX_LONG=1 STATS_TEST_LONG=1 ;;
-h | --help)
    usage
    exit 0
    ;;
*)
    usage >&2
    exit 64
    ;;
esac
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
        sasl2-bin libsasl2-modules debootstrap iproute2 debhelper dpkg-dev fakeroot lintian rpm mandoc \
        mrtg rrdtool prometheus prometheus-snmp-exporter monitoring-plugins-standard libxml2-utils yamllint)
    if [ ${#missing[@]} -gt 0 ]; then
        # Without this answer Postfix' package would write a configuration for a mail server of this host.
        if [ "$(id -u)" -eq 0 ]; then
            printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections
        fi
        install_packages "${missing[@]}"
    fi
}

build() {
    local log=$root/artifacts/build.log
    mkdir -p "$root/artifacts"
    printf 'Building the solution ...\n'
    if ! dotnet build "$root/AgentX.PostfixStats.sln" --nologo -v quiet >"$log" 2>&1; then
        grep -E 'error|warning' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
        fail "the solution could not be built, the whole output is in $log"
    fi
    "$root/deploy/build.sh"
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

command -v dotnet >/dev/null || fail "the .NET 10 SDK is not installed (no dotnet on PATH)"
command -v dpkg-query >/dev/null || fail "the tests install Debian packages, and this is no Debian"
refuse_beside_another_mail_server
install_what_the_tests_need
# Invariant globalization: the SDK then needs no ICU library.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
build
export STATS_TEST_BIN=$root/artifacts/bin

rm -rf "$root/artifacts/tests"
mkdir -p "$root/artifacts/tests"
for project in "$root"/tests/*.Tests; do
    run_tests_of "${project##*/}"
done

if [ "$skipped" -gt 0 ]; then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
else
    printf '%d passed, %d failed\n' "$passed" "$failed"
fi
[ "$failed" -eq 0 ]
