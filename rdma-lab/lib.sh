# shellcheck shell=bash
# What the scripts of the laboratory share.

lab=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# "kernel" in it is a link to the folder of the kernel in use
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mpj/rdma-lab
# exit statuses beside those of the command itself
readonly BAD_USE=2 TIMED_OUT=124 LAB_FAILED=125

say() { printf 'rdma-lab: %s\n' "$*" >&2; }

# die STATUS MESSAGE
die() {
    local status=$1
    shift
    say "$*"
    exit "$status"
}

# usage FILE: the comment that the script begins with
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$1"; }

# option_value OPTION VALUE PATTERN...: ends unless VALUE matches one of the extended regular expressions
option_value() {
    local pattern
    for pattern in "${@:3}"; do
        if [[ $2 =~ ^($pattern)$ ]]; then return; fi
    done
    die $BAD_USE "$1: '$2' is none of ${*:3}; see --help"
}
