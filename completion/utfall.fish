# Completion of utfall and its filters for fish, by what FILTER --describe-options says: see utfall.bash.
function __utfall_complete
    set -l words (commandline -opc | string replace -r '^~/' "$HOME/")
    set -l token (commandline -ct)
    # A quote of it may be open.
    set -l word (string unescape -- $token; or string unescape -- "$token'"; or string unescape -- "$token\"")
    set -l command $words[1]
    set -e words[1]
    if test (basename $command) = utfall
        if test (count $words) -eq 0; or test "$words[1]" = help
            if test (count $words) -eq 0
                printf '%s\n' list help hjälp --exec-path --version
                $command help | sed '/^Topics/q'
            else
                $command help
            end | string replace -rf '^  ([a-z-]+) +(.*)' '$1\t$2'
            return
        end
        set command ($command --exec-path)/$words[1]
        if not test -x $command
            __fish_complete_path "$word"
            return
        end
        set -e words[1]
    end
    for line in ($command --describe-options $words "$word" 2> /dev/null)
        if string match -q \t'*' -- $line
            string match -r '^.*=' -- "$word" | read -l before
            __fish_complete_path (string replace -r '^.*=' '' -- "$word") | string replace -r -- '^' "$before"
        else
            echo $line
        end
    end
end

for name in utfall @NAMES@
    complete -c $name -f -a '(__utfall_complete)'
end
