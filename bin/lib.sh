# What the commands of this directory share; sourced, not run.

# Stops with a message on standard error.
die() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit "${2:-1}"
}

# Sets java to a Java of version 17 or newer, JAVA_HOME's, else the one on the PATH; and java_release to what its release
# file says of it, nothing when there is none.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Point it at a JDK 17 or newer." 2
  else
    java=$(command -v java) || die "no Java found: neither JAVA_HOME nor the PATH has one. Install a JDK 17 or newer." 2
  fi
  local home version
  home=$(readlink -f "$java")
  home=${home%/*/*}
  java_release=
  # The release file answers at once; starting a JVM to ask for its version does not.
  if [ -r "$home/release" ]; then
    java_release=$(<"$home/release")
    version=${java_release#*JAVA_VERSION=\"}
    version=${version%%[!0-9]*}
  else
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  fi
  [ "${version:-0}" -ge 17 ] || die "$java is Java ${version:-of an unknown version}; 17 or newer is needed." 2
}

# What a build needs beyond Java.
find_maven() {
  command -v mvn >/dev/null || die "no Maven found on the PATH. Install Maven 3.8 or newer." 2
}
