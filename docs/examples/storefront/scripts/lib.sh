# What the example's deployment scripts share. A version runs as one process on a free port of 127.0.0.1; a front process
# on the environment's own port divides the traffic. Everything is kept in $work: VERSION.pid, VERSION.port, VERSION.log,
# routes (VERSION PORT WEIGHT lines), and token when deployments need one.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
env=${DEPLOY_ENVIRONMENT:-}
version=${DEPLOY_VERSION:-}
previous=${DEPLOY_PREVIOUS_VERSION:-}
strategy=${DEPLOY_STRATEGY:-}
artifact=${DEPLOY_ARTIFACT:-}
weight=${DEPLOY_WEIGHT:-100}
token=${DEPLOY_TOKEN:-}

fail() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

usage() {
    echo "$(basename "$0"): $*. Usage: $(basename "$0") --env NAME --version V [--previous V] [--strategy NAME]" \
        "[--artifact FILE] [--weight PERCENT] [--token TOKEN]" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage "expected a value after $1"
    case $1 in
        --env) env=$2 ;;
        --version) version=$2 ;;
        --previous) previous=$2 ;;
        --strategy) strategy=$2 ;;
        --artifact) artifact=$2 ;;
        --weight) weight=$2 ;;
        --token) token=$2 ;;
        *) usage "unknown option \"$1\"" ;;
    esac
    shift 2
done
[[ $env =~ ^[A-Za-z0-9_-]+$ ]] || usage "--env: expected an environment's name, found \"$env\""

work=${STOREFRONT_WORK:-$here/work}/$env
port=${STOREFRONT_SCRIPTED_PORT:-8082}
mkdir -p "$work"
if [ -f "$work/token" ] && [ "$(cat "$work/token")" != "$token" ]; then
    fail "the token is not the one of $env; give it as DEPLOY_TOKEN or --token"
fi

need_version() {
    [[ $version =~ ^[0-9A-Za-z.+-]+$ ]] || usage "--version: expected a version, found \"$version\""
    [[ $weight =~ ^[0-9]+(\.[0-9]+)?$ ]] || usage "--weight: expected a percentage, found \"$weight\""
}

# get PORT PATH: the answer to a plain request, its status line first; fails when there is none.
get() {
    (
        exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
        printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
        timeout 5 cat <&3
    ) 2>/dev/null
}

alive() { [ -f "$work/$1.pid" ] && kill -0 "$(cat "$work/$1.pid")" 2>/dev/null; }

port_of() { cat "$work/$1.port" 2>/dev/null || echo none; }

# launch NAME COMMAND...: in a session of its own, so that it outlives this script and the build that runs it.
launch() {
    local name=$1
    shift
    : >"$work/$name.log"
    BUILD_ID=dontKillMe JENKINS_NODE_COOKIE=dontKillMe setsid "$@" >>"$work/$name.log" 2>&1 </dev/null &
    echo $! >"$work/$name.pid"
    local i found
    for i in $(seq 300); do
        found=$(sed -n 's/.* listens on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$work/$name.log")
        if [ -n "$found" ]; then
            echo "$found" >"$work/$name.port"
            return
        fi
        alive "$name" || break
        sleep 0.1
    done
    local words
    words=$(tail -n 5 "$work/$name.log")
    stop "$name"
    fail "$name did not start: $words"
}

stop() {
    local i pid
    if alive "$1"; then
        pid=$(cat "$work/$1.pid")
        kill "$pid" 2>/dev/null || true
        for i in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -9 "$pid" 2>/dev/null || true
    fi
    rm -f "$work/$1.pid" "$work/$1.port"
}

jar_of() {
    local file=$here/dist/storefront-$1.jar
    if [ "$1" = "$version" ] && [ -n "$artifact" ]; then
        file=$artifact
    fi
    [ -f "$file" ] || fail "no artifact of $1: expected $file; build it with ./build.sh $1, or give --artifact"
    echo "$file"
}

java_of() { echo "${JAVA_HOME:+$JAVA_HOME/bin/}java"; }

# Starts a version beside what serves already, and waits until it is healthy.
install() {
    local jar i
    if ! alive "$1"; then
        jar=$(jar_of "$1")
        launch "$1" "$(java_of)" -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" --port 0
    fi
    for i in $(seq 50); do
        if get "$(port_of "$1")" /health | head -n 1 | grep -q ' 200 '; then
            return
        fi
        sleep 0.1
    done
    fail "$1 is not healthy on 127.0.0.1:$(port_of "$1"); its log is $work/$1.log"
}

# route VERSION WEIGHT [OTHER]: the other version gets the rest.
route() {
    local rest
    rest=$(awk "BEGIN { print 100 - $2 }")
    [ "$rest" = 0 ] || [ -n "${3:-}" ] || fail "--previous: expected the version that gets the other $rest%"
    {
        echo "$1 $(port_of "$1") $2"
        [ "$rest" = 0 ] || echo "$3 $(port_of "$3") $rest"
    } >"$work/routes.next"
    if grep -q ' none ' "$work/routes.next"; then
        fail "$(sed -n 's/ none .*//p' "$work/routes.next" | tr '\n' ' ')does not run; deploy it first"
    fi
    mv "$work/routes.next" "$work/routes"
    if ! alive front; then
        launch front "$(java_of)" -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(jar_of "$1")" \
            storefront.Front --port "$port" --routes "$work/routes"
    fi
}

# Stops every version but one.
stop_others() {
    local file name
    for file in "$work"/*.pid; do
        name=$(basename "$file" .pid)
        [ "$name" = front ] || [ "$name" = "$1" ] || stop "$name"
    done
}
