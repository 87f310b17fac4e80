# What fish offers at the end of a line, one word a line: complete.fish FILE LINE
source $argv[1]
complete -C $argv[2] | cut -f 1 | sort -u
