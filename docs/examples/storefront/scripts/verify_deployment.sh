#!/bin/bash
# Says by its exit code whether a version answers as itself.
. "$(dirname "$0")/lib.sh"
need_version
answer=$(get "$(port_of "$version")" /version) || fail "$version does not answer in $env"
grep -qF "\"version\":\"$version\"" <<<"$answer" || fail "expected version $version in $env, found: $(tail -n 1 <<<"$answer")"
echo "$version answers in $env"
