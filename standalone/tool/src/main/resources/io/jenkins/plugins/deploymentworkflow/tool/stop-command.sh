# Ends every process of a session, gently first. Arguments: the record's directory, the session.
# The session, not the process group: timeout(1) and job control leave the group.
record=$1
session=$2

# The living processes of the session; proc(5): state, parent, group and session follow the name in parentheses.
members() {
    found=
    for stat in /proc/[0-9]*/stat; do
        read -r line 2>/dev/null <"$stat" || continue
        set -- ${line##*) }
        [ "$4" = "$session" ] && [ "$1" != Z ] || continue
        process=${stat#/proc/}
        found="$found ${process%/stat}"
    done
    [ -n "$found" ]
}

# Signals the session again and again, as its processes may go on to fork, until it is empty or time is up.
end_with() {
    tries=$2
    while members; do
        [ $tries -gt 0 ] || return 1
        tries=$((tries - 1))
        # A stopped process sees TERM only once it goes on.
        [ "$1" = 0 ] || kill -"$1" $found 2>/dev/null
        kill -CONT $found 2>/dev/null
        sleep 0.1
    done
}

end_with TERM 1 || end_with 0 50 || end_with KILL 50
: >"$record/stopped"
