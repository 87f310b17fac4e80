#!/usr/bin/env bash
# Builds the Debian or the RPM package of both programs into artifacts/.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/common.sh
. "$root/deploy/common.sh"

usage() {
    printf 'usage: %s [--rpm] [BIN]\n' "${0##*/}"
    printf 'Builds the Debian package (--rpm: the RPM package) of agentx-postfix-stats into artifacts/,\n'
    printf 'from the programs in BIN if they are built already.\n'
}

answer_help "$@"
kind=deb
if [ "${1-}" = --rpm ]; then
    kind=rpm
    shift
fi
bin=$(only_operand "$@")

if [ "$kind" = deb ]; then
    mapfile -t missing < <(missing_packages debhelper dpkg-dev fakeroot)
else
    mapfile -t missing < <(missing_packages rpm)
fi
install_packages "${missing[@]}"
if [ -z "$bin" ]; then
    "$root/deploy/build.sh"
    bin=$root/artifacts/bin
fi
for program in postfix-statsd postfix-stats-get; do
    [ -x "$bin/$program" ] || fail "$bin/$program is missing: run ./deploy/build.sh"
done

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
# The same commit makes the same package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
tree=$work/agentx-postfix-stats-$version
mkdir "$tree"
cp -r "$root"/deploy/{man,completion,monitoring,monitoring.md,migration.md,snmpd,systemd,postfix-stats.json} "$root"/mibs/{POSTFIX-STATS-MIB.txt,POSTFIX-STATS-CAPABILITIES-MIB.txt,objects.md} "$tree/"
install -m 755 "$bin/postfix-statsd" "$bin/postfix-stats-get" "$tree/"

build_deb() {
    cp -r "$root/deploy/debian" "$tree/"
    cp "$tree/systemd/sysusers.conf" "$tree/debian/agentx-postfix-stats.sysusers"
    cp "$tree/systemd/tmpfiles.conf" "$tree/debian/agentx-postfix-stats.tmpfiles"
    cp "$tree/systemd/postfix-stats.service" "$tree/debian/agentx-postfix-stats.postfix-stats.service"
    {
        printf 'agentx-postfix-stats (%s) unstable; urgency=medium\n\n' "$version"
        printf '  * Release %s; what changed is in the history of the project.\n\n' "$version"
        printf ' -- AgentX.PostfixStats contributors <postfix-stats@localhost>  %s\n' "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
    } >"$tree/debian/changelog"
    # -d: nothing is compiled, so that no compiler is needed.
    (cd "$tree" && dpkg-buildpackage -b -us -uc -d)
}

build_rpm() {
    mkdir -p "$work/rpm/SOURCES"
    tar -C "$work" -czf "$work/rpm/SOURCES/${tree##*/}.tar.gz" "${tree##*/}"
    rpmbuild -bb --define "_topdir $work/rpm" --define "project_version $version" "$root/deploy/agentx-postfix-stats.spec"
    mv "$work"/rpm/RPMS/*/*.rpm "$work/"
}

logged "$root/artifacts/package.log" "the package" "build_$kind"
for package in "$work"/*."$kind"; do
    mv -f "$package" "$root/artifacts/"
    printf '%s\n' "artifacts/${package##*/}"
done
