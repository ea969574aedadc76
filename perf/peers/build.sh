#!/bin/sh
# Compiles the peers with what is installed here: the C programs by each C MPI, into OUT/openmpi and OUT/mpich, the raw
# limits into OUT/raw, the Java program for MPJ Express into OUT/mpjexpress. What is missing is skipped with a message; what
# is newer than its sources stays. Usage: build.sh [OUT]    (default: ../target/peers)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../target/peers}
# MPICH declares MPI_Waitall in a way that makes GCC take MPI_STATUSES_IGNORE for an array of no elements
flags="-std=gnu11 -O2 -Wall -Wextra -Wno-stringop-overflow"

skip() {
    echo "build.sh: $*" >&2
}

# Whether a program is there and none of these is newer.
is_fresh() { # program sources...
    program=$1
    shift
    [ -e "$program" ] && [ -z "$(find "$@" -newer "$program")" ]
}

# compile FOLDER COMPILER SOURCE [OPTION...]
compile() {
    folder=$out/$1
    program=$folder/$(basename "$3" .c)
    source=$3
    mkdir -p "$folder"
    if ! is_fresh "$program" "$source" "$here"/*.h; then
        compiler=$2
        shift 3
        # one that runs at the same time must not find half a program
        # shellcheck disable=SC2086 # several words
        "$compiler" $flags "$@" -o "$program.$$" "$source"
        mv "$program.$$" "$program"
    fi
}

# The compiler of an implementation: Debian's name for it, or mpicc where that is this implementation's.
compiler_of() { # implementation, how mpicc names it
    if command -v "mpicc.$1" >/dev/null 2>&1; then
        echo "mpicc.$1"
    elif { mpicc --showme:version || mpicc -show; } 2>/dev/null | grep -qi "$2"; then
        echo mpicc
    fi
}

compile_peers() { # implementation, how mpicc names it
    mpicc=$(compiler_of "$1" "$2")
    if [ -z "$mpicc" ]; then
        skip "no mpicc of $1: no peers for it"
        return
    fi
    for source in "$here"/peer_*.c; do
        compile "$1" "$mpicc" "$source"
    done
}

compile_raw() {
    if ! command -v cc >/dev/null 2>&1; then
        skip "no C compiler: no raw limits"
        return
    fi
    for source in "$here"/raw_*.c; do
        compile raw cc "$source" -pthread
    done
}

compile_mpjexpress() {
    jar=${MPJ_HOME:-/usr/share/mpj}/lib/mpj.jar
    javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
    source=$here/mpjexpress/ExpressPeer.java
    if [ ! -f "$jar" ]; then
        skip "no $jar: no peer for MPJ Express (MPJ_HOME)"
    elif ! command -v "$javac" >/dev/null 2>&1; then
        skip "no javac: no peer for MPJ Express"
    elif ! is_fresh "$out/mpjexpress/ExpressPeer.class" "$source"; then
        # Debian keeps what mpj.jar needs in another jar
        "$javac" -nowarn -cp "$jar:$(dirname "$jar")/mpi.jar" -d "$out/mpjexpress" "$source"
    fi
}

compile_peers openmpi 'open mpi'
compile_peers mpich mpich
compile_raw
compile_mpjexpress
