#!/bin/sh
# Ends what start.sh started: stop.sh [JENKINS_HOME], by default the work/ of this repository.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${1:-$here/../../../work}
tool=$here/../../../bin/deployment-workflow
export STOREFRONT_PORT="${STOREFRONT_PORT:-8090}" STOREFRONT_STAGING_PORT="${STOREFRONT_STAGING_PORT:-8091}"

visitors=$home/visitors.pid
if [ -f "$visitors" ]; then
    kill "$(cat "$visitors")" 2>/dev/null || true
    rm -f "$visitors"
fi
cd "$home/repositories/storefront"
"$tool" fleet stop production
"$tool" fleet stop staging
