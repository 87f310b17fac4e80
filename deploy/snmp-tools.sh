# shellcheck shell=bash disable=SC2034 # the variables are for the script that sources this
# Finding snmpd and snmpwalk, or unpacking Debian's without installing them. Sourced by try.sh; needs common.sh.

# Sets the arrays SNMPD and SNMPWALK to commands that run. What must be downloaded goes below the directory given.
find_snmp_tools() {
    local tree=$1/net-snmp libraries
    PATH=$PATH:/usr/sbin:/sbin
    if command -v snmpd >/dev/null && command -v snmpwalk >/dev/null; then
        SNMPD=(snmpd) SNMPWALK=(snmpwalk)
        return
    fi
    if [ ! -e "$tree/complete" ]; then
        unpack_snmp_packages "$tree"
        touch "$tree/complete"
    fi
    libraries=$(find "$tree/root" -name '*.so.*' -printf '%h\n' | sort -u | paste -sd:)
    SNMPD=(env "LD_LIBRARY_PATH=$libraries" "$tree/root/usr/sbin/snmpd")
    SNMPWALK=(env "LD_LIBRARY_PATH=$libraries" "$tree/root/usr/bin/snmpwalk")
}

# Downloads the packages that an installation would bring here, and unpacks them. apt keeps its lists in the tree too:
# so nothing of the system changes, and root is not needed.
unpack_snmp_packages() {
    local tree=$1 names package
    local -a apt=(apt-get -qq -o "Dir::State::lists=$tree/lists" -o "Dir::Cache=$tree/cache"
        -o APT::Sandbox::User=root -o Debug::NoLocking=1)
    command -v apt-get >/dev/null || fail "snmpd or snmpwalk is missing, please install them: there is no apt here"
    printf 'Downloading snmpd into %s (nothing is installed) ...\n' "$tree" >&2
    rm -rf "$tree"
    mkdir -p "$tree/lists/partial" "$tree/cache/archives/partial" "$tree/packages" "$tree/root"
    "${apt[@]}" update >"$tree/apt.log" 2>&1 || fail "apt-get update did not work, see $tree/apt.log"
    # The C library is never among the missing, and must not be mixed with another version of itself.
    names=$("${apt[@]}" -s --no-install-recommends install snmpd snmp 2>>"$tree/apt.log" |
        awk '$1 == "Inst" && $2 !~ /^(libc6|libc-bin|libgcc-s1|gcc-.*-base)$/ { print $2 }')
    [ -n "$names" ] || fail "apt knows no package snmpd, see $tree/apt.log"
    # shellcheck disable=SC2086 # one word each
    (cd "$tree/packages" && "${apt[@]}" download $names >>"$tree/apt.log" 2>&1) ||
        fail "snmpd could not be downloaded, see $tree/apt.log"
    for package in "$tree"/packages/*.deb; do
        dpkg-deb -x "$package" "$tree/root"
    done
    rm -rf "$tree/lists" "$tree/cache" "$tree/packages"
}
