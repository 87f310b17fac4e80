# fish completion for postfix-statsd(8)
set -l commands run count check mib pass-persist reset
complete -c postfix-statsd -f
complete -c postfix-statsd -n "not __fish_seen_subcommand_from $commands" -a run -d 'Follow the log and serve the counters'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from $commands" -a count -d 'Count whole logs once'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from $commands" -a check -d 'Look at what an installation trips on'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from $commands" -a mib -d 'Print the MIB module'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from $commands" -a pass-persist -d 'Serve the state file to the snmpd that started it'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from $commands" -a reset -d 'Set the counters of a stopped daemon to zero'
complete -c postfix-statsd -l config -r -F -d 'Configuration file'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count mib" -l state -r -F -d 'State file'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count reset" -l base-oid -x -d 'Root of the tree that is served'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count mib pass-persist reset" -l log -r -F -d 'Log to follow'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count mib pass-persist reset" -l journal -d 'Follow the journal instead'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count check mib pass-persist reset" -l from-start -d 'At a first start, count what the log holds already'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count mib pass-persist reset" -l agentx -x -d 'Where snmpd listens for subagents'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count mib pass-persist reset" -l queues -x -a '(__fish_complete_directories)' -d 'Read the queues below this directory too'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count check mib pass-persist reset" -l queue-interval -x -d 'Pause between two readings of the queues, in seconds'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count check mib pass-persist reset" -l log-level -x -a 'trace debug info warning error' -d 'How much to log'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from count check mib pass-persist reset" -l check-config -d 'Check the configuration, then exit'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from check mib pass-persist reset" -l syslog-name -x -d "A further first part of Postfix's syslog tags"
complete -c postfix-statsd -n "not __fish_seen_subcommand_from check mib pass-persist reset" -l fold-service -x -d "A service that counts as the program's own"
complete -c postfix-statsd -n "not __fish_seen_subcommand_from check mib pass-persist reset" -l exclude-relay -x -d 'Deliveries to it leave the totals'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from check mib pass-persist reset" -l exclude-client -x -d 'Mail from it leaves the totals'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from check mib pass-persist reset" -l exclude-service -x -d 'Mail through it leaves the totals'
complete -c postfix-statsd -n "__fish_seen_subcommand_from count" -F
complete -c postfix-statsd -n "__fish_seen_subcommand_from count" -l explain -d 'Print the lines that were not understood'
complete -c postfix-statsd -n "__fish_seen_subcommand_from count" -l messages -d 'Count messages too'
complete -c postfix-statsd -n "not __fish_seen_subcommand_from check mib pass-persist reset" -l message-memory -x -d 'How many messages to remember'
complete -c postfix-statsd -n "__fish_seen_subcommand_from count" -l format -x -a 'text json' -d 'Of the output'
complete -c postfix-statsd -n "__fish_seen_subcommand_from count" -l instance -x -d 'Only this Postfix instance'
complete -c postfix-statsd -l help -d 'Help'
complete -c postfix-statsd -l version -d 'Version'
complete -c postfix-statsd -n "__fish_seen_subcommand_from check" -l community -x -d 'SNMP community to ask the local snmpd with'
