#!/bin/sh
# Postfix in RRDtool: creates the database, updates it from SNMP, draws the graphs. From cron, every five minutes:
#   */5 * * * * postfix-rrd.sh update mail.example.net && postfix-rrd.sh graph mail.example.net /var/www/html/postfix
set -eu

usage() {
    cat <<'END'
usage: postfix-rrd.sh update HOST[:PORT]
       postfix-rrd.sh graph HOST[:PORT] DIRECTORY
update asks HOST over SNMP and keeps the answers in POSTFIX_RRD/HOST.rrd, graph draws day, week, month and year of them.
POSTFIX_RRD is a directory, by default /var/lib/postfix-rrd; COMMUNITY is the SNMP community, by default public.
END
}

fail() {
    printf 'postfix-rrd.sh: %s\n' "$1" >&2
    exit 1
}

case ${1-}:$# in
-h:1 | --help:1)
    usage
    exit 0
    ;;
update:2 | graph:3) ;;
*)
    usage >&2
    exit 64
    ;;
esac
host=$2
rrd=${POSTFIX_RRD:-/var/lib/postfix-rrd}/$(printf %s "$host" | tr -c 'A-Za-z0-9.\n-' _).rrd
root=1.3.6.1.4.1.8072.9999.9999.2525

# Name, type and OID of each data source. Counters are DERIVE with 0 as the least: a reset is then a gap, not a peak.
sources="received:DERIVE:$root.1.1.0
submitted:DERIVE:$root.1.2.0
delivered:DERIVE:$root.1.9.0
deferred:DERIVE:$root.1.10.0
bounced:DERIVE:$root.1.11.0
rejected:DERIVE:$root.1.12.0
smtp4xx:DERIVE:$root.1.5.0
smtp5xx:DERIVE:$root.1.6.0
smtpd4xx:DERIVE:$root.1.7.0
smtpd5xx:DERIVE:$root.1.8.0
queueactive:GAUGE:$root.15.1.1.3.1.3
queuedeferred:GAUGE:$root.15.1.1.3.1.4"

create() {
    # A year of days, a month of two hours, a week of half hours, two days of five minutes.
    set -- --step 300
    for source in $sources; do
        type=${source#*:}
        set -- "$@" "DS:${source%%:*}:${type%%:*}:900:0:U"
    done
    rrdtool create "$rrd" "$@" \
        RRA:AVERAGE:0.5:1:576 RRA:AVERAGE:0.5:6:336 RRA:AVERAGE:0.5:24:372 RRA:AVERAGE:0.5:288:366 \
        RRA:MAX:0.5:6:336 RRA:MAX:0.5:24:372 RRA:MAX:0.5:288:366
}

update() {
    set --
    for source in $sources; do
        set -- "$@" "${source##*:}"
    done
    answer=$(snmpget -v2c -c "${COMMUNITY:-public}" -m : -Oqv "$host" "$@") || fail "$host does not answer"
    # What has no number, such as queues that are not read, is unknown.
    values=$(printf '%s\n' "$answer" | sed 's/^[^0-9].*/U/; s/ .*//' | tr '\n' ':')
    [ -e "$rrd" ] || create
    rrdtool update "$rrd" "N:${values%:}"
}

# picture FILE START TITLE LABEL LINE...
picture() {
    file=$1 start=$2 title=$3 label=$4
    shift 4
    rrdtool graph "$file" --start "end-$start" --width 640 --height 200 --lower-limit 0 --alt-autoscale-max --units-exponent 0 \
        --title "$title" --vertical-label "$label" "$@" >/dev/null
}

# rate NAME COLOUR LEGEND SHAPE: the lines for one counter, per hour; printed one to a line.
rate() {
    printf '%s\n' "DEF:$1s=$rrd:$1:AVERAGE" "CDEF:$1=$1s,3600,*" "$4:$1#$2:$3" \
        "GPRINT:$1:AVERAGE:average %7.0lf" "GPRINT:$1:MAX:most %7.0lf" "GPRINT:$1:LAST:now %7.0lf\\l"
}

gauge() {
    printf '%s\n' "DEF:$1=$rrd:$1:AVERAGE" "$4:$1#$2:$3" \
        "GPRINT:$1:AVERAGE:average %7.0lf" "GPRINT:$1:MAX:most %7.0lf" "GPRINT:$1:LAST:now %7.0lf\\l"
}

graph() {
    directory=$1
    [ -e "$rrd" ] || fail "$rrd is missing: run postfix-rrd.sh update $host first"
    mkdir -p "$directory"
    rrd=$(printf %s "$rrd" | sed 's/:/\\:/g')
    old=$IFS
    IFS='
'
    for span in day week month year; do
        # shellcheck disable=SC2046 # one argument a line
        picture "$directory/mail-$span.png" "1$span" "$host: mail in one $span" 'messages per hour' \
            $(rate received 32964D 'received over SMTP  ' AREA) $(rate submitted 7FC97F 'submitted here      ' STACK) \
            $(rate delivered 1F3FBF 'recipients delivered' LINE2)
        # shellcheck disable=SC2046
        picture "$directory/trouble-$span.png" "1$span" "$host: mail that was not delivered, one $span" 'per hour' \
            $(rate rejected C0C0C0 'rejected' AREA) $(rate deferred E69F00 'deferred' LINE2) $(rate bounced C62F2F 'bounced ' LINE2)
        # shellcheck disable=SC2046
        picture "$directory/replies-$span.png" "1$span" "$host: negative replies in one $span" 'per hour' \
            $(rate smtp4xx E69F00 'of other servers 4xx' LINE2) $(rate smtp5xx C62F2F 'of other servers 5xx' LINE2) \
            $(rate smtpd4xx 9ECAE1 'to clients 4xx      ' LINE2) $(rate smtpd5xx 1F3FBF 'to clients 5xx      ' LINE2)
        # shellcheck disable=SC2046
        picture "$directory/queues-$span.png" "1$span" "$host: messages that wait, one $span" messages \
            $(gauge queuedeferred E69F00 'deferred' AREA) $(gauge queueactive 32964D 'active  ' LINE2)
    done
    IFS=$old
}

case $1 in
update) update ;;
graph) graph "$3" ;;
esac
