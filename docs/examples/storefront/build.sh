#!/bin/sh
# Builds dist/storefront-VERSION.jar: build.sh VERSION [OUT] [--fault FAULT]...
# The same sources and arguments give the same bytes on every machine with the same JDK.
set -eu

usage() {
    echo "Usage: build.sh VERSION [OUT] [--fault FAULT]..., such as: build.sh 1.4.0 --fault 'errors=60%,above=12rps'" >&2
    exit 2
}

here=$(cd "$(dirname "$0")" && pwd)
version=
out=
faults=
while [ $# -gt 0 ]; do
    case $1 in
        --fault)
            [ $# -ge 2 ] || usage
            faults=${faults:+$faults;}$2
            shift
            ;;
        -*) usage ;;
        *)
            if [ -z "$version" ]; then version=$1; elif [ -z "$out" ]; then out=$1; else usage; fi
            ;;
    esac
    shift
done
[ -n "$version" ] || usage
case $version in
    *[!0-9A-Za-z.+-]*) echo "build.sh: expected a version such as 1.4.0, found \"$version\"" >&2; exit 2 ;;
esac
out=${out:-$here/dist/storefront-$version.jar}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac --release 17 -g:none -d "$work/classes" "$here"/src/storefront/*.java
printf 'version=%s\nfaults=%s\n' "$version" "$faults" >"$work/classes/storefront/build.properties"
printf 'Implementation-Title: storefront\nImplementation-Version: %s\nMain-Class: storefront.Storefront\n' "$version" >"$work/manifest"
(cd "$work/classes" && find . -type f | LC_ALL=C sort) | sed "s|^\./|-C \"$work/classes\" |" >"$work/files"
mkdir -p "$(dirname "$out")"
jar --create --file "$work/storefront.jar" --date=2026-01-01T00:00:00Z --manifest "$work/manifest" @"$work/files"
mv -f "$work/storefront.jar" "$out"
echo "$out"
