#!/usr/bin/perl
# Turns a log of mail-log.pl (iso) on standard input into the export format of systemd's journal, which systemd-journal-remote reads.

use strict;
use warnings;

my $number = 0;
while (<STDIN>) {
    chomp;
    my ($identifier, $process, $message) = /^\S+ \S+ ([^ \[]+)\[(\d+)\]: (.*)$/ or next;
    $number++;
    print "__REALTIME_TIMESTAMP=", 1_788_602_400_000_000 + $number * 1000, "\n__MONOTONIC_TIMESTAMP=", $number * 1000, "\n",
        "_BOOT_ID=0123456789abcdef0123456789abcdef\n_MACHINE_ID=fedcba9876543210fedcba9876543210\n_HOSTNAME=mx1\n_TRANSPORT=syslog\n",
        "PRIORITY=6\nSYSLOG_FACILITY=2\nSYSLOG_IDENTIFIER=$identifier\nSYSLOG_PID=$process\nMESSAGE=$message\n\n";
}
