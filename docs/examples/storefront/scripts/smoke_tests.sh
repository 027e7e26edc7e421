#!/bin/bash
# Asks the environment, as its users would, for everything that must work.
. "$(dirname "$0")/lib.sh"
failed=0
check() {
    local answer
    if answer=$(get "$port" "$1") && head -n 1 <<<"$answer" | grep -q ' 200 ' && grep -qF "$2" <<<"$answer"; then
        echo "passed: $1"
    else
        echo "failed: $1: expected status 200 with \"$2\", found: $(head -n 1 <<<"$answer")" >&2
        failed=1
    fi
}
check / 'Welcome to the storefront'
check /health '"status":"up"'
check /version "\"version\":\"$version"
check /api/checkout '"order":"accepted"'
exit $failed
