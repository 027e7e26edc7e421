#!/bin/sh
# Makes the storefront's Git repository below the directory given, starts its fleets where they do not run yet, and sends
# it visitors for an hour: start.sh JENKINS_HOME. Everything it starts outlives it; stop.sh ends it.
set -eu
[ $# -eq 1 ] && [ -d "$1" ] || { echo "Usage: start.sh JENKINS_HOME" >&2; exit 2; }
home=$1
here=$(cd "$(dirname "$0")" && pwd)
tool=$here/../../../bin/deployment-workflow
repository=$home/repositories/storefront

if [ ! -d "$repository/.git" ]; then
    mkdir -p "$repository"
    cp -R "$here/../storefront/." "$repository/"
    cd "$repository"
    printf 'dist/\n.deployment-workflow/\n' >.gitignore
    git init -q -b main
    git add .
    git -c user.name=Storefront -c user.email=storefront@localhost commit -q -m "Open the shop"
fi
cd "$repository"
"$tool" fleet start staging
"$tool" fleet start production

visitors=$home/visitors.pid
if [ -f "$visitors" ] && kill -0 "$(cat "$visitors")" 2>/dev/null; then
    echo "the visitors are there already"
else
    nohup java Visitors.java "http://127.0.0.1:$STOREFRONT_PORT/" 150 3600 >"$home/visitors.log" 2>&1 </dev/null &
    echo $! >"$visitors"
    echo "150 visitors a second come to http://127.0.0.1:$STOREFRONT_PORT/ for an hour; visitors.log says how they are served"
fi
