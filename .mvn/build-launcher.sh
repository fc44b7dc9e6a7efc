# Builds what ./lockstep starts; sourced by it with root, home, head and java set, in a subshell.
set -eu
lockstep_log=$root/cli/target/build.log
lockstep_say() { printf '%s\n' "$1" >&2; }

if ! mkdir -p "$root/cli/target" 2>/dev/null || [ ! -w "$root/cli/target" ]; then
  lockstep_say "Lockstep has to be built once and cannot write to $root/cli/target: run it once as the owner of $root."
  exit 2
fi
# Two first uses at once: the second waits for the first.
if command -v flock >/dev/null 2>&1; then
  exec 9>"$root/cli/target/.build-lock"
  flock 9
  if [ -r "$home/commit" ] && [ "$(cat "$home/commit")" = "$head" ] && [ -z "${LOCKSTEP_BUILD-}" ]; then exit 0; fi
fi
lockstep_say "Lockstep is built once for this checkout; this takes a minute or a few (log: $lockstep_log)."

# Tells what the build is doing, from its log: a line a phase, or on a terminal one line that changes.
lockstep_watch() {
  lockstep_seconds=0
  lockstep_shown=
  while :; do
    lockstep_phase=$(sed -n 's/^\[INFO\] Building Lockstep \([a-z-]*\) [^ ]* *\[\([0-9]*\/[0-9]*\)\]$/\2 \1/p' "$lockstep_log" 2>/dev/null | tail -n 1)
    : "${lockstep_phase:=starting, and fetching libraries that are not here yet}"
    if [ -t 2 ]; then
      printf '\r\033[K  %s, %s s ' "$lockstep_phase" "$lockstep_seconds" >&2
    elif [ "$lockstep_phase" != "$lockstep_shown" ]; then
      lockstep_say "  $lockstep_phase"
    fi
    lockstep_shown=$lockstep_phase
    sleep 1
    lockstep_seconds=$((lockstep_seconds + 1))
  done
}

lockstep_status=0
: >"$lockstep_log"
lockstep_watch 9>&- &
lockstep_watcher=$!
trap 'kill $lockstep_watcher 2>/dev/null || true' EXIT
(cd "$root" && ./mvnw -B -ntp -pl server -am package -Dmaven.test.skip=true -Dspotless.check.skip -Dcheckstyle.skip -Denforcer.skip) >"$lockstep_log" 2>&1 9>&- </dev/null || lockstep_status=$?
kill "$lockstep_watcher" 2>/dev/null || true
[ ! -t 2 ] || printf '\r\033[K' >&2
if [ "$lockstep_status" != 0 ]; then
  lockstep_say "The build failed. The first errors of its log:"
  { grep '^\[ERROR\]' "$lockstep_log" || tail -n 15 "$lockstep_log"; } | head -n 15 >&2
  exit 4
fi
lockstep_say "  preparing quick starts"

"$java" "$root/.mvn/StripSignatures.java" "$home"/lib/*.jar "$home"/server/*.jar >>"$lockstep_log" 2>&1

lockstep_classpath=
for lockstep_jar in "$home"/lib/*.jar; do
  lockstep_classpath=$lockstep_classpath:$lockstep_jar
done
lockstep_classpath=${lockstep_classpath#:}
printf '%s\n' "$lockstep_classpath" >"$home/classpath"
# The server's: its own jars, and those of the others but what keeps their logging quiet.
lockstep_server=
for lockstep_jar in "$home"/server/*.jar; do
  lockstep_server=$lockstep_server:$lockstep_jar
done
for lockstep_jar in "$home"/lib/*.jar; do
  case ${lockstep_jar##*/} in slf4j-nop-*) continue ;; esac
  [ -e "$home/server/${lockstep_jar##*/}" ] || lockstep_server=$lockstep_server:$lockstep_jar
done
printf '%s\n' "${lockstep_server#:}" >"$home/server-classpath"
rm -f "$home/lockstep.aot" "$home/server.aot"
# One run of the usual commands teaches the JVM what to have ready; without it everything works, only slower. Recorded
# profiles would make each short command compile what only long ones need.
"$java" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:AOTCacheOutput="$home/lockstep.aot" \
  --enable-native-access=ALL-UNNAMED -Dlockstep.home="$home" -Dlockstep.train=true \
  -cp "$lockstep_classpath" dev.lockstep.cli.Training >>"$lockstep_log" 2>&1 9>&- </dev/null || true
# The same for the server: one start on an embedded database that is thrown away.
lockstep_data=$(mktemp -d)
chmod 711 "$lockstep_data"
"$java" -XX:+UseSerialGC -XX:-UsePerfData -XX:AOTCacheOutput="$home/server.aot" \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dlockstep.home="$home" -Dlockstep.train=true \
  -cp "${lockstep_server#:}" dev.lockstep.cli.Main server --data "$lockstep_data" --port 0 >>"$lockstep_log" 2>&1 9>&- </dev/null || true
rm -rf "$lockstep_data"
printf '%s\n' "$head" >"$home/commit"
