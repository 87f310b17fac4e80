#!/usr/bin/perl
# Counts a mail log as the script of the legacy kind does: a loop of patterns, and, with a second argument, a Berkeley DB that is written
# through to the disk at each event.
#
#     legacy.pl LOG [DATABASE]

use strict;
use warnings;
use DB_File;

my ($log, $file) = @ARGV;
my (%count, $database);
$database = tie %count, 'DB_File', $file, O_CREAT | O_RDWR, 0644, $DB_HASH or die "legacy.pl: $file: $!\n" if defined $file;
sub add { $count{$_[0]}++; $database->sync if $database }

open my $lines, '<', $log or die "legacy.pl: $log: $!\n";
while (<$lines>) {
    next unless / postfix(?:-[^\/]*)?\/(\S+?)\[\d+\]: (.*)/;
    my ($program, $text) = ($1, $2);
    if (my ($relay, $status, $reply) = $text =~ /^\w+: to=<.*?>,.* relay=(\S+?),.* status=(\w+) \((.*)\)$/) {
        add("$status:" . ($program =~ /^(?:local|virtual|pipe)$/ ? $relay : $program));
        add("smtp:$1xx") if $reply =~ /said: ([45])\d\d/;
    }
    elsif ($program =~ /smtpd$/) {
        if ($text =~ /^\w+: client=/) { add('recv:smtp') }
        elsif ($text =~ /^(?:NOQUEUE|\w+): reject: \S+ from \S+: ([45])\d\d /) { add("smtpd:$1xx") }
    }
    elsif ($program eq 'pickup' && $text =~ /^\w+: uid=/) { add('recv:local') }
}
print "$_ $count{$_}\n" for sort keys %count;
