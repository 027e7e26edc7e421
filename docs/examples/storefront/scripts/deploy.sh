#!/bin/bash
# Deploys a version: with weight 100 (the default) it takes over, with less it is put in place beside what serves.
. "$(dirname "$0")/lib.sh"
need_version
install "$version"
if [ "$weight" = 100 ]; then
    route "$version" 100
    stop_others "$version"
    echo "$version serves $env on 127.0.0.1:$port${strategy:+ ($strategy)}"
else
    echo "$version is in place for $env, without traffic yet"
fi
