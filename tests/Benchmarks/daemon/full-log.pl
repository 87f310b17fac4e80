#!/usr/bin/perl
# Writes a mail log that fills every table of postfix-statsd: all rows of 16 Postfix instances, and a number of messages that stay in
# the queue.
#
#     full-log.pl [MESSAGES]

use strict;
use warnings;

my $messages = @ARGV ? $ARGV[0] : 200_000;
die "usage: full-log.pl [MESSAGES]\n" unless @ARGV < 2 && $messages =~ /^\d+$/;

sub line { print "2026-09-01T00:00:00.000000+02:00 mx1 $_[0]\[4711]: $_[1]\n" }

my @last = (0, 10, 4, 5, 7, 6, 10, 30); # The details of enhanced status codes that are registered (IANA), by subject.
my @codes = map { my $class = $_; map { my $subject = $_; map { "$class.$subject.$_" } 0 .. $last[$subject] } 0 .. $#last } 4, 5;
push @codes, map { "5.9.$_" } 0 .. 32;
for my $instance (map { $_ == 1 ? 'postfix' : "postfix-$_" } 1 .. 16) {
    my $id = '4ZQkYx1vFnz9rsT7';
    line("$instance/smtpd", "NOQUEUE: reject: RCPT from unknown[203.0.113.5]: " . substr($_, 0, 1) . "50 $_ no; from=<s\@x.test> to=<r\@y.test> proto=ESMTP helo=<x>") for @codes;
    line("$instance/smtpd", "NOQUEUE: reject: RCPT from unknown[203.0.113.5]: 554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using list$_.example; from=<s\@x.test> to=<r\@y.test> proto=ESMTP helo=<x>") for 0 .. 32;
    for my $status ('sent (250 2.0.0 Ok)', 'deferred (host x.test[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))', 'bounced (host x.test[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))') {
        line("$instance/service$_/smtp", "$id: to=<r\@x.test>, relay=x.test[192.0.2.1]:25, delay=1.5, delays=0.1/0.1/1/0.3, dsn=2.0.0, status=$status") for 0 .. 64;
    }
    line("$instance/qmgr", "$id: removed");
}

for my $number (1 .. $messages) {
    my $instance = $number % 16 ? 'postfix-' . ($number % 16 + 1) : 'postfix';
    my $id = sprintf '4FbY%07X%05X', $number * 7919 % 0xFFFFFFF, $number % 0xFFFFF;
    line("$instance/smtpd", "$id: client=mx.example.net[192.0.2.25]");
    line("$instance/qmgr", "$id: from=<s\@example.net>, size=" . (1000 + $number) . ", nrcpt=2 (queue active)");
}
