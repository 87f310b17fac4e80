#!/usr/bin/perl
# Writes a mail log of a given size: the traffic of a mail server that relays, delivers locally, filters content and is
# abused, as rsyslog writes it. The same arguments give the same bytes.
#
#     mail-log.pl MEGABYTES [iso|bsd] [SEED]

use strict;
use warnings;
use integer;

my ($megabytes, $style, $seed) = (@ARGV, undef, undef, undef);
die "usage: mail-log.pl MEGABYTES [iso|bsd] [SEED]\n" unless defined $megabytes && $megabytes =~ /^\d+$/;
$style //= 'iso';
die "mail-log.pl: iso or bsd is wanted, not \"$style\"\n" unless $style =~ /^(iso|bsd)$/;

# A generator of our own, so that every perl writes the same log.
my $state = ($seed // 1) & 0x7fffffff;
sub dice { $state = ($state * 1103515245 + 12345) & 0x7fffffff; return ($state >> 8) % $_[0] }
sub pick { return $_[dice(scalar @_)] }

my ($second, $micro, $out, $written, $limit) = (0, 0, '', 0, $megabytes * 1_000_000);
my %pids = map { $_ => 1000 + dice(30000) } qw(qmgr cleanup pickup smtpd smtp lmtp local pipe bounce error postscreen);

sub stamp {
    $micro += 1000 + dice(40000);
    if ($micro >= 1_000_000) { $micro -= 1_000_000; $second++ }
    my ($day, $h, $m, $s) = (1 + $second / 86400 % 28, $second / 3600 % 24, $second / 60 % 60, $second % 60);
    return $style eq 'iso'
        ? sprintf('2026-09-%02dT%02d:%02d:%02d.%06d+02:00 mx1', $day, $h, $m, $s, $micro)
        : sprintf('Sep %2d %02d:%02d:%02d mx1', $day, $h, $m, $s);
}

sub line {
    my ($program, $text) = @_;
    my ($name) = $program =~ /([^\/]+)$/;
    $out .= stamp() . " postfix/$program\[" . ($pids{$name} // 999) . "]: $text\n";
}

sub foreign { $out .= stamp() . " $_[0]\n" }

sub queue_id { return join '', map { substr('0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz', dice(52), 1) } 1 .. 15 }
sub address { return pick(qw(alice bob.smith carol+news info no-reply d.e.f billing)) . dice(2000) . '@' . pick(qw(example.com mail.example.org customers.example.net example.test b.example)) }
sub ip { return join '.', pick(192, 198, 203), dice(256), dice(256), 1 + dice(254) }
sub client { my $ip = ip(); return dice(4) ? "host-" . dice(9999) . ".example.net[$ip]" : "unknown[$ip]" }
sub tls { return "$_[0] TLS connection established $_[1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256" }
sub delay { return sprintf('delay=%d.%d, delays=0.%02d/0.01/%d.%d/0.%d', dice(9), dice(10), dice(100), dice(3), dice(100), dice(10)) }

sub deliver {
    my ($id) = @_;
    my ($to, $kind) = (address(), dice(20));
    my $mx = 'mx' . dice(9) . '.' . (split /@/, $to)[1] . '[' . ip() . ']:25';
    if ($kind < 12) {
        line('smtp', tls('Trusted', "to $mx")) if dice(2);
        line('smtp', "$id: to=<$to>, relay=$mx, " . delay() . ", dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as " . queue_id() . ')');
    }
    elsif ($kind < 15) {
        line('lmtp', "$id: to=<$to>, relay=mx1.example.com[private/dovecot-lmtp], " . delay() . ", dsn=2.0.0, status=sent (250 2.0.0 <$to> " . queue_id() . ' Saved)');
    }
    elsif ($kind < 16) {
        line('local', "$id: to=<$to>, orig_to=<root>, relay=local, " . delay() . ', dsn=2.0.0, status=sent (delivered to mailbox)');
    }
    elsif ($kind < 17) {
        line('pipe', "$id: to=<$to>, relay=legal, " . delay() . ', dsn=2.0.0, status=sent (delivered via legal service)');
    }
    elsif ($kind < 19) {
        my $host = $mx =~ s/:25$//r;
        line('smtp', "$id: to=<$to>, relay=$mx, " . delay() . ", dsn=4.2.0, status=deferred (host $host said: 450 4.2.0 <$to>: Recipient address rejected: Greylisted (in reply to RCPT TO command))");
    }
    else {
        my $host = $mx =~ s/:25$//r;
        line('smtp', "$id: to=<$to>, relay=$mx, " . delay() . ", dsn=5.1.1, status=bounced (host $host said: 550 5.1.1 <$to>: user unknown (in reply to RCPT TO command))");
        line('bounce', "$id: sender non-delivery notification: " . queue_id());
    }
}

sub message {
    my ($client) = @_;
    my ($id, $recipients) = (queue_id(), 1 + (dice(5) ? 0 : dice(4)));
    line($client =~ /sasl/ ? 'submission/smtpd' : 'smtpd', "$id: client=$client") if $client ne '';
    line('pickup', "$id: uid=" . dice(2000) . ' from=<www-data>') if $client eq '';
    line('cleanup', "$id: message-id=<" . dice(1 << 30) . '.' . dice(1 << 30) . '@' . pick(qw(example.com mail.example.org news.example.net)) . '>');
    foreign("opendkim[812]: $id: DKIM-Signature field added (s=mail, d=example.com)") if !dice(3);
    line('qmgr', "$id: from=<" . address() . '>, size=' . (600 + dice(90000)) . ", nrcpt=$recipients (queue active)");
    deliver($id) for 1 .. $recipients;
    line('qmgr', "$id: removed");
}

sub session {
    my ($client, $kind) = (client(), dice(20));
    if ($kind < 3) {
        my $port = 1024 + dice(60000);
        $client =~ /(\[.*\])/;
        line('postscreen', "CONNECT from $1:$port to [192.0.2.1]:25");
        line('postscreen', $kind ? "PASS OLD $1:$port" : "PREGREET 14 after 0.04 from $1:$port: EHLO ylmf-pc\\r\\n");
        line('postscreen', "DISCONNECT $1:$port") if !$kind;
    }
    if ($kind < 11) {
        line('smtpd', "connect from $client");
        line('smtpd', tls('Anonymous', "from $client")) if dice(3);
        message($client);
        line('smtpd', "disconnect from $client ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7");
    }
    elsif ($kind < 14) {
        line('submission/smtpd', "connect from $client");
        line('submission/smtpd', tls('Anonymous', "from $client"));
        message("$client, sasl_method=PLAIN, sasl_username=" . address());
        line('submission/smtpd', "disconnect from $client ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8");
    }
    elsif ($kind < 16) {
        line('smtpd', "connect from $client");
        my $to = address();
        line('smtpd', "NOQUEUE: reject: RCPT from $client: 554 5.7.1 Service unavailable; Client host [" . ip() . "] blocked using zen.example.org; from=<" . address() . "> to=<$to> proto=ESMTP helo=<host-" . dice(999) . '.example.net>');
        line('smtpd', "disconnect from $client ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4");
    }
    elsif ($kind < 18) {
        line('smtpd', "warning: hostname host-" . dice(999) . ".example.net does not resolve to address " . ip() . ': Name or service not known');
        line('submission/smtpd', "connect from $client");
        line('submission/smtpd', "warning: $client: SASL LOGIN authentication failed: (reason unavailable), sasl_username=info") for 0 .. dice(3);
        line('submission/smtpd', "lost connection after AUTH from $client");
        line('submission/smtpd', "disconnect from $client ehlo=1 auth=0/1 commands=1/2");
    }
    elsif ($kind < 19) {
        message('');
    }
    else {
        foreign('dovecot: imap-login: Login: user=<' . address() . '>, method=PLAIN, rip=' . ip() . ', lip=192.0.2.1, mpid=' . dice(30000) . ', TLS, session=<' . queue_id() . '>');
    }
}

while ($written < $limit) {
    session();
    if (length $out > 1 << 20) {
        $written += length $out;
        print $out or die "mail-log.pl: cannot write: $!\n";
        $out = '';
    }
}
print $out or die "mail-log.pl: cannot write: $!\n";
close STDOUT or die "mail-log.pl: cannot write: $!\n";
