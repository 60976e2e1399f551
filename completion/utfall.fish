# Completion of utfall and its filters for fish, by what FILTER --complete says: see utfall.bash.
function __utfall_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
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
    for line in ($command --complete $words "$word" 2> /dev/null)
        if string match -q \t'*' -- $line
            __fish_complete_path "$word"
        else
            echo $line
        end
    end
end

for name in utfall @NAMES@
    complete -c $name -f -a '(__utfall_complete)'
end
