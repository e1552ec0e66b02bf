# shellcheck shell=sh
# Finds a JDK; read by the scripts beside it. Sets java to its home, or says what to install and exits.
wanted=25

# resolved FILE: the file itself, behind all symbolic links.
resolved() {
  file=$1
  while [ -h "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  printf '%s\n' "$(cd -P -- "$(dirname "$file")" && pwd)/$(basename "$file")"
}

# enough HOME: whether this is a JDK that is new enough. Its release file answers without starting it.
enough() {
  [ -x "$1/bin/javac" ] || return 1
  version=
  if [ -r "$1/release" ]; then
    while IFS='="' read -r key _ value _; do
      [ "$key" = JAVA_VERSION ] && version=$value && break
    done <"$1/release"
  fi
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
  version=${version%%[!0-9]*}
  [ "${version:-0}" -ge "$wanted" ]
}

# find_java: sets java to the home of the first JDK that is new enough.
find_java() {
  java=${JAVA_HOME:-}
  if [ -n "$java" ] && enough "$java"; then return; fi
  if java=$(command -v java); then
    java=$(dirname "$(dirname "$(resolved "$java")")")
    if enough "$java"; then return; fi
  fi
  for java in /usr/lib/jvm/* /usr/java/* /opt/java/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if enough "$java"; then return; fi
  done
  echo "Weft needs a JDK of version $wanted or newer, and found none." >&2
  echo "Install one (Debian, Ubuntu: apt-get install openjdk-$wanted-jdk; Fedora: dnf install" >&2
  echo "java-latest-openjdk-devel; macOS: brew install openjdk; or a Temurin JDK from Adoptium)," >&2
  echo "or set JAVA_HOME to one." >&2
  exit 1
}
