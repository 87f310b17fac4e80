# fish completion for postfix-stats-get(1)

# The keys that have counted, in the state file that is asked for.
function __postfix_stats_get_keys
    set -l words (commandline -opc)
    set -l state
    for i in (seq (count $words))
        switch $words[$i]
            case --state
                set -l next (math $i + 1)
                set state --state $words[$next]
            case '--state=*'
                set state $words[$i]
        end
    end
    $words[1] $state --all --details --messages 2>/dev/null | string match -r '^\S+ \d+$' | string replace ' ' \t
end

complete -c postfix-stats-get -f -a '(__postfix_stats_get_keys)'
complete -c postfix-stats-get -l all -d 'Every number, as KEY VALUE lines'
complete -c postfix-stats-get -l details -d 'With --all: the details too'
complete -c postfix-stats-get -l messages -d 'With --all: the messages too'
complete -c postfix-stats-get -l instance -x -d 'Of this Postfix instance alone'
complete -c postfix-stats-get -l default -x -d 'What to print where nothing was counted yet'
complete -c postfix-stats-get -l max-age -x -d 'Refuse a state saved longer ago, in seconds'
complete -c postfix-stats-get -l librenms -x -a 'mailq postfixdetailed' -d 'Numbers as LibreNMS reads them'
complete -c postfix-stats-get -l wide -d '64 bits'
complete -c postfix-stats-get -l state -r -F -d 'State file'
complete -c postfix-stats-get -l help -d 'Help'
complete -c postfix-stats-get -l version -d 'Version'
