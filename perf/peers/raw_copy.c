/*
 * The most a copy can give on this machine: memcpy within one process, and process_vm_readv of a pinned child's memory.
 * usage: raw_copy [-w] [SIZE ...]    -w: the source is rewritten before each copy (the writing is timed too, as it is
 * in the benchmarks with --rewrite)
 */
#define _GNU_SOURCE
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Bytes moved for each figure. */
#define VOLUME (2L << 30)

/* How parent and child take turns where the child rewrites its memory. */
typedef struct {
    sem_t written, copied;
} turns;

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

static char *pages(long size, int flags)
{
    char *memory = mmap(0, size, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    memset(memory, 1, size);
    return memory;
}

static double copy_rate(char *to, char *from, long size, int rewrite)
{
    long count = VOLUME / size > 20 ? VOLUME / size : 20;
    double start = now();
    for (long i = 0; i < count; i++) {
        if (rewrite)
            memset(from, (int) i, size);
        memcpy(to, from, size);
        __asm__ volatile("" : : "r"(to) : "memory");
    }
    return (double) size * count / 1e6 / (now() - start);
}

static void child_writes(turns *t, char *memory, long size, int rewrite)
{
    memset(memory, 2, size);
    for (long i = 0;; i++) {
        sem_post(&t->written);
        while (sem_wait(&t->copied) != 0)
            ;
        if (rewrite)
            memset(memory, (int) i, size);
    }
}

static void read_child(pid_t child, char *to, char *from, long size)
{
    for (long done = 0; done < size;) {
        struct iovec local = {to + done, size - done}, remote = {from + done, size - done};
        ssize_t n = process_vm_readv(child, &local, 1, &remote, 1, 0);
        if (n <= 0) {
            perror("process_vm_readv");
            kill(child, SIGKILL);
            exit(1);
        }
        done += n;
    }
}

/* Without rewriting the child sleeps in its first turn and the parent reads at its own pace. */
static double readv_rate(char *to, long size, int rewrite)
{
    turns *t = mmap(0, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (t == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    sem_init(&t->written, 1, 0);
    sem_init(&t->copied, 1, 0);
    char *from = pages(size, MAP_PRIVATE);
    pid_t child = fork();
    if (child == 0) {
        pin(1);
        child_writes(t, from, size, rewrite);
    }
    long count = VOLUME / size > 20 ? VOLUME / size : 20;
    while (sem_wait(&t->written) != 0)
        ;
    double start = now();
    for (long i = 0; i < count; i++) {
        read_child(child, to, from, size);
        if (rewrite) {
            sem_post(&t->copied);
            while (sem_wait(&t->written) != 0)
                ;
        }
    }
    double rate = (double) size * count / 1e6 / (now() - start);
    kill(child, SIGKILL);
    waitpid(child, 0, 0);
    munmap(from, size);
    munmap(t, sizeof *t);
    return rate;
}

int main(int argc, char **argv)
{
    static const char *usual[] = {"65536", "1048576", "4194304"};
    int rewrite = argc > 1 && strcmp(argv[1], "-w") == 0;
    int given = argc - 1 - rewrite;
    pin(0);
    printf("# raw_copy%s\n# %-12s %18s %18s\n", rewrite ? " -w" : "", "Size", "memcpy (MB/s)", "readv (MB/s)");
    for (int i = 0; i < (given > 0 ? given : 3); i++) {
        long size = atol(given > 0 ? argv[1 + rewrite + i] : usual[i]);
        if (size < 1) {
            fprintf(stderr, "usage: raw_copy [-w] [SIZE ...]\n");
            return 2;
        }
        char *to = pages(size, MAP_PRIVATE), *from = pages(size, MAP_PRIVATE);
        double copied = copy_rate(to, from, size, rewrite);
        printf("%-14ld %18.1f %18.1f\n", size, copied, readv_rate(to, size, rewrite));
        fflush(stdout);
        munmap(to, size);
        munmap(from, size);
    }
    return 0;
}
