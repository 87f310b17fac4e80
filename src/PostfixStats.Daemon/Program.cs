// postfix-statsd: counts Postfix's log and serves the counters to snmpd.

using PostfixStats.Daemon.Commands;

return CommandLine.Run(args);
