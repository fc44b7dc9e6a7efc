# Finds a JDK of the release this project is built for; sourced by ./mvnw and ./lockstep.
# Sets JAVA_HOME, or explains in one sentence what to install and returns 1.
# LOCKSTEP_JAVA_HOME, when set, is taken as it is and is the only place looked at.
lockstep_jdk_release=25

lockstep_is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] &&
    grep -q "^JAVA_VERSION=\"$lockstep_jdk_release[.\"]" "$1/release"
}

lockstep_find_jdk() {
  if [ -n "${LOCKSTEP_JAVA_HOME-}" ]; then
    if lockstep_is_jdk "$LOCKSTEP_JAVA_HOME"; then
      JAVA_HOME=$LOCKSTEP_JAVA_HOME
      export JAVA_HOME
      return 0
    fi
    echo "Lockstep needs a JDK $lockstep_jdk_release, and LOCKSTEP_JAVA_HOME ($LOCKSTEP_JAVA_HOME) is none: point it at one or unset it." >&2
    return 1
  fi
  if [ -n "${JAVA_HOME-}" ] && lockstep_is_jdk "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  lockstep_on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$lockstep_on_path" ]; then
    lockstep_on_path=$(readlink -f "$lockstep_on_path" 2>/dev/null || echo "$lockstep_on_path")
    lockstep_on_path=${lockstep_on_path%/bin/javac}
  fi
  # Toolchains' own list of usual places: packages, SDKMAN, jEnv, asdf, mise, jbang, IntelliJ, Maven, macOS.
  for lockstep_candidate in "$lockstep_on_path" \
    /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/jdk* /opt/java* /opt/java/* /opt/jvm/* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jenv/versions/* "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.jbang/cache/jdks/* "${HOME-}"/.jdks/* \
    "${HOME-}"/.m2/jdks/* "${HOME-}"/.gradle/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if lockstep_is_jdk "$lockstep_candidate"; then
      JAVA_HOME=$lockstep_candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Lockstep needs a JDK $lockstep_jdk_release and found none: install one (for example Temurin from https://adoptium.net, or your package manager's openjdk-$lockstep_jdk_release-jdk) or set JAVA_HOME to it." >&2
  return 1
}
