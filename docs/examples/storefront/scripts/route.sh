#!/bin/bash
# Gives a version its share of the traffic, and the previous one the rest.
. "$(dirname "$0")/lib.sh"
need_version
route "$version" "$weight" "$previous"
echo "$version gets $weight% of $env"
