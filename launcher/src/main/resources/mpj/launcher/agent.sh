# What a launcher command runs on another host: finds Java and our jar files there, and becomes the agent.
# $1: mpjexec's Java home  $2: its lib folder  $3, $4: the agent's jar files there
# $5, $6: their lengths when they come first on the standard input (--preload), else 0
# Lines that begin with # stay at home.
fail() {
    printf 'mpj-agent: %s\n' "$1" >&2
    exit 97
}
is_java() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r key value; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            value=${value%%[!0-9]*}
            [ -n "$value" ] && [ "$value" -ge 25 ]
            return
        fi
    done <"$1/release"
    return 1
}
find_java() {
    for home in "$1" ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/current; do
        is_java "$home" && return
    done
    home=$(command -v java) && home=$(readlink -f "$home") && home=${home%/bin/java} && is_java "$home"
}
find_java "$1" || fail "there is no Java 25 in $1, JAVA_HOME, /usr/lib/jvm or PATH: install one there or set JAVA_HOME in the shell profile there"
lib=$2
dir=
state=present
if [ "$5" -gt 0 ]; then
    umask 077
    dir=$(mktemp -d "${TMPDIR:-/tmp}/mpj-XXXXXXXX") || fail "no temporary folder can be made in ${TMPDIR:-/tmp}: make room there or set TMPDIR"
    head -c "$5" >"$dir/$3" && head -c "$6" >"$dir/$4" || fail "the agent cannot be written to $dir: make room there or set TMPDIR"
    if ! [ -r "$lib/$3" ] || ! [ -r "$lib/$4" ]; then
        lib=$dir
        state=missing
    fi
fi
[ -r "$lib/$3" ] && [ -r "$lib/$4" ] || fail "there is no $lib/$3: install MPI for Java under the same path there, or use --preload"
set -- "$home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp "$lib/$3:$lib/$4" mpj.launcher.Agent $state "$dir"
[ -n "$dir" ] || exec "$@"
trap : TERM HUP INT
"$@"
code=$?
rm -rf "$dir"
exit $code
