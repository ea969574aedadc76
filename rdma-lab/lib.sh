# shellcheck shell=bash disable=SC2034 # used by those who read this
# What the scripts of the laboratory share.

lab=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# "kernel" in it is a link to the folder of the kernel in use
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mpj/rdma-lab

java_home=${JAVA_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}
# what this project's jobs run from
jars=${lab%/*}/dist/target/lib

say() { printf 'rdma-lab: %s\n' "$*" >&2; }

# the laboratory, not the command that runs in it, failed
fail() {
    say "$*"
    exit 125
}

bad_use() {
    say "$*; see --help"
    exit 2
}

# usage FILE: the comment that the script begins with
usage() { sed -n '2,${/^#/!q;s/^# \{0,1\}//p}' "$1"; }

# option_value OPTION VALUE PATTERN WHAT: ends unless VALUE matches the extended regular expression
option_value() { [[ $2 =~ ^($3)$ ]] || bad_use "$1 '$2' is not $4"; }

# make_caches: makes, if they are missing, the caches that JVMs of jobs start from in half the time; in a machine of the
# laboratory, where the first job would do so, that takes minutes
make_caches() {
    local path
    path=$(find "$jars" -name 'launcher-*.jar' -o -name 'mpj-base-*.jar' -o -name 'picocli-*.jar' | paste -sd :)
    [ -n "$path" ] || fail "no build in $jars: run mvn verify first"
    "$java_home/bin/java" --enable-native-access=ALL-UNNAMED -cp "$path" mpj.launcher.AotTraining
}
