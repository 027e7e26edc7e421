# Runs one command and keeps its record. Arguments: the directory of the record, the shell, the command.
# Started as the leader of a session of its own, so that nothing that ends the tool ends it.
record=$1
trap : TERM INT HUP

# Whoever links the record's pid file first owns the record: this process, or a tool that has given up on it.
{
    echo $$
    cat /proc/$$/stat /proc/sys/kernel/random/boot_id
} >"$record/pid.new" 2>/dev/null
# Room for the exit code, which must not be lost when the disk is full by then.
echo '   ' >"$record/exit.new"
ln "$record/pid.new" "$record/pid" || exit 1

# Keeps the first and the last of what is printed; the middle of a long output is left out.
keep_log() {
    trap '' TERM INT HUP
    while [ ! -e "$record/exit" ]; do
        dd bs=4096 count=512 of="$record/log.now" 2>/dev/null
        [ -s "$record/log.now" ] || break
        if [ ! -e "$record/log.first" ]; then
            mv -f "$record/log.now" "$record/log.first"
        else
            [ ! -e "$record/log.older" ] || : >"$record/log.gap"
            [ ! -e "$record/log.last" ] || mv -f "$record/log.last" "$record/log.older"
            mv -f "$record/log.now" "$record/log.last"
        fi
    done
    # Neither a full disk nor a child left behind may block on a pipe that nobody reads.
    cat >/dev/null
    : >"$record/drained"
}

{
    trap : TERM INT HUP
    "$2" -c "$3" </dev/null 2>&1
    code=$?
    exec >/dev/null 2>&1
    # A child left behind may hold the pipe for ever; what the command itself printed is read within moments.
    tries=0
    while [ ! -e "$record/drained" ] && [ $tries -lt 50 ]; do
        sleep 0.02
        tries=$((tries + 1))
    done
    printf '%-3s\n' $code 1<>"$record/exit.new" && mv -f "$record/exit.new" "$record/exit"
} | keep_log
