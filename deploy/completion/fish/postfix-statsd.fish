# fish completion for postfix-statsd(8)

# Whether the command line is one of these commands; without a command it is run's, and may still become another.
function __postfix_statsd_is
    set -l words (commandline -opc)
    set -l command run
    if set -q words[2]; and not string match -q -- '-*' $words[2]
        set command $words[2]
    end
    contains -- $command $argv
end

# Whether there is nothing yet but the program's name.
function __postfix_statsd_is_bare
    test (count (commandline -opc)) -eq 1
end

complete -c postfix-statsd -f
complete -c postfix-statsd -n __postfix_statsd_is_bare -a run -d 'Follow the log and serve the counters'
complete -c postfix-statsd -n __postfix_statsd_is_bare -a count -d 'Count whole logs once'
complete -c postfix-statsd -n __postfix_statsd_is_bare -a check -d 'Look at what an installation trips on'
complete -c postfix-statsd -n __postfix_statsd_is_bare -a mib -d 'Print the MIB module'
complete -c postfix-statsd -n __postfix_statsd_is_bare -a pass-persist -d 'Serve the state file to the snmpd that started it'
complete -c postfix-statsd -n __postfix_statsd_is_bare -a reset -d 'Set the counters of a stopped daemon to zero'
complete -c postfix-statsd -n __postfix_statsd_is_bare -a watch -d 'Show live rates'
complete -c postfix-statsd -l config -r -F -d 'Configuration file'
complete -c postfix-statsd -n '__postfix_statsd_is run check pass-persist reset watch' -l state -r -F -d 'State file'
complete -c postfix-statsd -n '__postfix_statsd_is run check mib pass-persist' -l base-oid -x -d 'Root of the tree that is served'
complete -c postfix-statsd -n '__postfix_statsd_is run check' -l log -r -F -d 'Log to follow'
complete -c postfix-statsd -n '__postfix_statsd_is run' -l olddir -x -a '(__fish_complete_directories)' -d 'Where rotated logs are besides'
complete -c postfix-statsd -n '__postfix_statsd_is run check' -l journal -d 'Follow the journal instead'
complete -c postfix-statsd -n '__postfix_statsd_is run' -l from-start -d 'At a first start, count what the log holds already'
complete -c postfix-statsd -n '__postfix_statsd_is run check' -l agentx -x -d 'Where snmpd listens for subagents'
complete -c postfix-statsd -n '__postfix_statsd_is run check' -l queues -x -a '(__fish_complete_directories)' -d 'Read the queues below this directory too'
complete -c postfix-statsd -n '__postfix_statsd_is run' -l queue-interval -x -d 'Pause between two readings of the queues, in seconds'
complete -c postfix-statsd -n '__postfix_statsd_is run' -l log-level -x -a 'trace debug info warning error' -d 'How much to log'
complete -c postfix-statsd -n '__postfix_statsd_is run' -l check-config -d 'Check the configuration, then exit'
complete -c postfix-statsd -n '__postfix_statsd_is run count' -l syslog-name -x -d "A further first part of Postfix's syslog tags"
complete -c postfix-statsd -n '__postfix_statsd_is run count' -l fold-service -x -d "A service that counts as the program's own"
complete -c postfix-statsd -n '__postfix_statsd_is run count' -l exclude-relay -x -d 'Deliveries to it leave the totals'
complete -c postfix-statsd -n '__postfix_statsd_is run count' -l exclude-client -x -d 'Mail from it leaves the totals'
complete -c postfix-statsd -n '__postfix_statsd_is run count' -l exclude-service -x -d 'Mail through it leaves the totals'
complete -c postfix-statsd -n '__postfix_statsd_is run count' -l message-memory -x -d 'How many messages to remember'
complete -c postfix-statsd -n '__postfix_statsd_is count' -F
complete -c postfix-statsd -n '__postfix_statsd_is count' -l explain -d 'Print the lines that were not understood'
complete -c postfix-statsd -n '__postfix_statsd_is count' -l details -d 'Print the details too'
complete -c postfix-statsd -n '__postfix_statsd_is count' -l messages -d 'Count messages too'
complete -c postfix-statsd -n '__postfix_statsd_is count' -l format -x -a 'text json' -d 'Of the output'
complete -c postfix-statsd -n '__postfix_statsd_is count' -l instance -x -d 'Only this Postfix instance'
complete -c postfix-statsd -n '__postfix_statsd_is check' -l community -x -d 'SNMP community to ask the local snmpd with'
complete -c postfix-statsd -n '__postfix_statsd_is mib' -l capabilities -d 'What is served of the standard MIBs instead'
complete -c postfix-statsd -n '__postfix_statsd_is watch' -l interval -x -d 'From one frame to the next, in seconds'
complete -c postfix-statsd -n '__postfix_statsd_is watch' -l once -d 'Print one block of text and end'
complete -c postfix-statsd -l help -d 'Help'
complete -c postfix-statsd -n __postfix_statsd_is_bare -l version -d 'Version'
