/*
 * The least a message between two processes can cost: 8 bytes in a shared cache line, two pinned processes, no
 * library. usage: raw_pingpong [ITERATIONS [CORE CORE]]
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A line of its own for each direction, so that neither writer disturbs the other's reader. */
typedef struct {
    _Alignas(128) atomic_long ping;
    _Alignas(128) atomic_long pong;
} lines;

static void pin(int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0)
        perror("sched_setaffinity");
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static void await(atomic_long *word, long value)
{
    while (atomic_load_explicit(word, memory_order_acquire) != value)
        ;
}

static void ping(lines *l, long from, long to)
{
    for (long i = from; i <= to; i++) {
        atomic_store_explicit(&l->ping, i, memory_order_release);
        await(&l->pong, i);
    }
}

static void pong(lines *l, long to)
{
    for (long i = 1; i <= to; i++) {
        await(&l->ping, i);
        atomic_store_explicit(&l->pong, i, memory_order_release);
    }
}

int main(int argc, char **argv)
{
    long iterations = argc > 1 ? atol(argv[1]) : 2000000, warmup = iterations / 10 + 1;
    int cores[2] = {argc > 3 ? atoi(argv[2]) : 0, argc > 3 ? atoi(argv[3]) : 1};
    if (iterations < 1) {
        fprintf(stderr, "usage: raw_pingpong [ITERATIONS [CORE CORE]]\n");
        return 2;
    }
    lines *l = mmap(0, sizeof *l, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (l == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    pid_t child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    pin(cores[child == 0]);
    if (child == 0) {
        pong(l, warmup + iterations);
        _exit(0);
    }
    ping(l, 1, warmup);
    double start = now();
    ping(l, warmup + 1, warmup + iterations);
    double seconds = now() - start;
    waitpid(child, 0, 0);
    printf("# raw_pingpong, C, 2 processes\n# %-12s %18s\n", "Size", "Latency (us)");
    printf("%-14d %18.3f\n", 8, seconds * 1e6 / (2.0 * iterations));
    return 0;
}
