# Read by mpjexec, mpj, mpjc, mpj-info and mpj-bench. They set "here" to their own folder; this sets "java" and "lib",
# after building MPI for Java if "here" is a source checkout whose build is missing or older than its sources.

fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit "${2:-1}"
}

# The command line is wrong.
refuse() {
    fail "$1 (${0##*/} --help tells more)" 2
}

# Whether $1 is a JDK of version 25 or later.
is_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_version=
    feature=0
    while IFS='=' read -r name value; do
        value=${value#\"}
        case $name in
            JAVA_RUNTIME_VERSION) jdk_version=${value%\"} ;;
            JAVA_VERSION) feature=${value%%[!0-9]*} ;;
        esac
    done <"$1/release"
    [ -n "$feature" ] && [ "$feature" -ge 25 ]
}

find_jdk() {
    for jdk in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/current; do
        if is_jdk "$jdk"; then
            return 0
        fi
    done
    jdk=$(command -v java) && jdk=$(readlink -f "$jdk") && jdk=${jdk%/bin/java} && is_jdk "$jdk" && return 0
    fail 'no JDK of version 25 or later found in JAVA_HOME, /usr/lib/jvm or PATH.
Install one (for example temurin-25-jdk or openjdk-25-jdk) or set JAVA_HOME to it.'
}

# Sets "aot" to mpjexec's cache where there is one; mpj.launcher.AotCache makes it and knows the same places.
find_aot() {
    cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/mpj
    folder=
    rest=${lib#/}
    while [ "$rest" != "${rest#*/}" ]; do
        folder=$folder${rest%%/*}%
        rest=${rest#*/}
    done
    for folder in "$lib/aot" "$cache/$folder$rest"; do
        if [ -r "$folder/mpjexec-$jdk_version.aot" ]; then
            aot=$folder/mpjexec-$jdk_version.aot
            return
        fi
    done
}

# Whether the build is older than a source. Folders count, too: a deleted file changes its folder's time.
is_stale() {
    [ ! -e "$stamp" ] || [ -n "$(find "$here/pom.xml" "$here"/*/pom.xml "$here"/*/src/main -newer "$stamp" -print -quit)" ]
}

build() {
    command -v mvn >/dev/null || fail 'Maven (mvn) is needed to build MPI for Java once: install it (for example: apt install maven).'
    if [ -e "$stamp" ]; then reason='sources have changed'; else reason='first use'; fi
    printf 'building MPI for Java (%s) ...\n' "$reason" >&2
    log=$here/dist/target/build.log
    : >"$log"
    : >"$stamp.new"
    {
        status=0
        (cd "$here" && exec mvn -B -Dstyle.color=never -Dmaven.test.skip=true -pl dist -am package) </dev/null 2>&1 ||
            status=$?
        printf '%s\n' "$status" >"$stamp.status"
    } | while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        case $line in
            *'Building '*'['*']') printf '  %s\n' "${line#*Building }" >&2 ;;
        esac
    done
    read -r status <"$stamp.status"
    rm -f "$stamp.status"
    if [ "$status" -ne 0 ]; then
        grep -F '[ERROR]' "$log" | head -n 20 >&2
        fail "the build has failed; all of its output is in $log"
    fi
    # classes are loaded quickly from a cache, which is none of the build's business if it fails
    path=
    for jar in "$lib"/launcher-*.jar "$lib"/mpj-base-*.jar "$lib"/picocli-*.jar; do
        path=${path:+$path:}$jar
    done
    [ "${MPJ_AOT:-}" = off ] || "$java" -cp "$path" mpj.launcher.AotTraining >>"$log" 2>&1 || :
    mv "$stamp.new" "$stamp"
}

find_jdk
java=$jdk/bin/java

if [ -f "$here/pom.xml" ]; then
    lib=$here/dist/target/lib
    stamp=$here/dist/target/stamp
    if is_stale; then
        mkdir -p "$here/dist/target"
        exec 9>"$here/dist/target/lock"
        if command -v flock >/dev/null; then
            flock -n 9 || { printf 'waiting for another build of MPI for Java ...\n' >&2 && flock 9; }
        fi
        if is_stale; then
            build
        fi
        exec 9>&-
    fi
else
    lib=${here%/*}/lib
fi
