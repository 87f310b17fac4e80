# What zsh offers at the end of a line, one word a line: complete.zsh DIRECTORY LINE. The shell that completes runs on a pseudo terminal.
zmodload zsh/zpty
hits=$(mktemp)
setup=$(mktemp)
cat >$setup <<'SETUP'
PROMPT=; RPROMPT=; unset zle_bracketed_paste
stty cols 250 rows 100
autoload -Uz compinit; compinit -u -D
zstyle ':completion:*' menu no
LISTMAX=10000
bindkey -e; bindkey '^I' complete-word
compadd() {
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
        local -a found; builtin compadd -A found "$@"
        (( $#found )) && print -rl -- $found >>$HITS
    fi
    builtin compadd "$@"
}
finish() { exit }
zle -N finish; bindkey '^X' finish
SETUP
zpty z env TERM=xterm HITS=$hits FN=$1 zsh -f -i
zpty -w z "fpath=($1 \$fpath); source $setup; print READY''READY"
while zpty -r z line; do [[ $line == *READYREADY* ]] && break; done
zpty -w -n z "$2"$'\t\x18'
while zpty -r z line; do :; done
LC_ALL=C sort -u $hits; rm -f $hits $setup
