#!/bin/bash
# Prints which version gets which share of the traffic.
. "$(dirname "$0")/lib.sh"
[ -f "$work/routes" ] || exit 0
awk '{ printf "%s\"%s\":\"%s%%\"", (NR > 1 ? "," : "{\"versions\":{"), $1, $3 } END { print "}}" }' "$work/routes"
