# What bash offers at the end of a line, one word a line: complete.bash FILE LINE
source /usr/share/bash-completion/bash_completion
source "$1"
COMP_LINE=$2
COMP_POINT=${#COMP_LINE}
COMP_TYPE=9
# As readline splits: at blanks, and at the characters of COMP_WORDBREAKS, which are words of their own.
COMP_WORDS=()
rest=$COMP_LINE
while [[ $rest =~ ^[[:blank:]]*([=:]+|[^[:blank:]=:]+)(.*)$ ]]; do
    COMP_WORDS+=("${BASH_REMATCH[1]}")
    rest=${BASH_REMATCH[2]}
done
[[ $COMP_LINE == *[[:blank:]] ]] && COMP_WORDS+=('')
[[ $COMP_LINE == *[=:] ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
read -r _ _ function _ < <(complete -p "${COMP_WORDS[0]}" 2>/dev/null)
$function "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort -u
