#!/bin/bash
# Stops everything that the scripts have started for an environment.
. "$(dirname "$0")/lib.sh"
stop_others none
stop front
rm -f "$work/routes"
echo "$env is stopped"
