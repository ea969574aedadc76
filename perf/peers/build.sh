#!/bin/sh
# Compiles the peers with each C MPI that is here, and the raw limits, into perf/target/peers/{openmpi,mpich,raw}.
# What is missing is skipped with a message.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=$here/../target/peers
# MPICH declares MPI_Waitall in a way that makes GCC take MPI_STATUSES_IGNORE for an array of no elements
flags="-std=gnu11 -O2 -Wall -Wextra -Wno-stringop-overflow"

compile_peers() { # implementation compiler
    if ! command -v "$2" >/dev/null 2>&1; then
        echo "build.sh: no $2: skipping the peers for $1" >&2
        return
    fi
    mkdir -p "$out/$1"
    for source in "$here"/peer_*.c; do
        "$2" $flags -o "$out/$1/$(basename "$source" .c)" "$source"
    done
}

compile_raw() {
    if ! command -v cc >/dev/null 2>&1; then
        echo "build.sh: no C compiler: skipping the raw limits" >&2
        return
    fi
    mkdir -p "$out/raw"
    for source in "$here"/raw_*.c; do
        cc $flags -pthread -o "$out/raw/$(basename "$source" .c)" "$source"
    done
}

compile_peers openmpi mpicc.openmpi
compile_peers mpich mpicc.mpich
compile_raw
