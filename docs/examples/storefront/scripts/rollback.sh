#!/bin/bash
# Goes back to a version, at once when it still runs.
. "$(dirname "$0")/lib.sh"
need_version
install "$version"
route "$version" 100
stop_others "$version"
echo "$env is back at $version"
