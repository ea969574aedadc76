/*
 * What messages between two processes cost without any library: the ping-pong and the windows of mpj-bench, over shared
 * memory or, with --tcp, over a loopback connection. Both processes are pinned, and look without pause. Usage:
 *     raw_messages latency|bw [--tcp] [options of mpj-bench]
 */
#define _GNU_SOURCE
#include "options.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#define SLOTS 16
#define CHUNK_BYTES (32L << 10)
#define LINE_BYTES 64
#define ACK_BYTES 4

/* A piece of a message. Short ones lie in the cache line of the number that says that they are there. */
typedef struct {
    _Alignas(LINE_BYTES) atomic_long number;
    char data[CHUNK_BYTES];
} slot;

/* One direction. */
typedef struct {
    slot slots[SLOTS];
    _Alignas(2 * LINE_BYTES) atomic_long consumed;
} direction;

/* An end of a way between two processes; socket is -1 where it is shared memory. */
typedef struct {
    int socket;
    direction *out, *in;
    long sent, received;
} way;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

/* To the process's first or second processor; where it has one alone, both share it. */
static void pin(int which)
{
    cpu_set_t all, one;
    if (sched_getaffinity(0, sizeof all, &all) != 0)
        fail("sched_getaffinity");
    for (int core = 0, found = 0; core < CPU_SETSIZE; core++) {
        if (CPU_ISSET(core, &all) && found++ == which % CPU_COUNT(&all)) {
            CPU_ZERO(&one);
            CPU_SET(core, &one);
            if (sched_setaffinity(0, sizeof one, &one) != 0)
                fail("sched_setaffinity");
        }
    }
}

/* -------------------------------------------------- shared memory */

static void shm_send(way *w, const char *data, long size)
{
    do {
        long piece = size < CHUNK_BYTES ? size : CHUNK_BYTES;
        slot *s = &w->out->slots[w->sent % SLOTS];
        while (w->sent - atomic_load_explicit(&w->out->consumed, memory_order_acquire) >= SLOTS)
            ;
        memcpy(s->data, data, piece);
        atomic_store_explicit(&s->number, ++w->sent, memory_order_release);
        data += piece;
        size -= piece;
    } while (size > 0);
}

static void shm_recv(way *w, char *data, long size)
{
    do {
        long piece = size < CHUNK_BYTES ? size : CHUNK_BYTES;
        slot *s = &w->in->slots[w->received % SLOTS];
        while (atomic_load_explicit(&s->number, memory_order_acquire) != w->received + 1)
            ;
        memcpy(data, s->data, piece);
        atomic_store_explicit(&w->in->consumed, ++w->received, memory_order_release);
        data += piece;
        size -= piece;
    } while (size > 0);
}

/* -------------------------------------------------- sockets */

static void tcp_send(way *w, const char *data, long size)
{
    while (size > 0) {
        ssize_t n = send(w->socket, data, size, MSG_NOSIGNAL);
        if (n < 0)
            fail("send");
        data += n;
        size -= n;
    }
}

static void tcp_recv(way *w, char *data, long size)
{
    while (size > 0) {
        ssize_t n = recv(w->socket, data, size, MSG_DONTWAIT);
        if (n > 0) {
            data += n;
            size -= n;
        } else if (n == 0 || errno != EAGAIN) {
            fail("recv");
        }
    }
}

static int loopback(int *listener)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    *listener = socket(AF_INET, SOCK_STREAM, 0);
    if (*listener < 0 || bind(*listener, (struct sockaddr *) &address, length) != 0 || listen(*listener, 1) != 0
        || getsockname(*listener, (struct sockaddr *) &address, &length) != 0)
        fail("listen");
    return ntohs(address.sin_port);
}

static int connected(int listener, int port, int leads)
{
    int one = 1, end;
    if (leads) {
        end = accept(listener, 0, 0);
    } else {
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port),
                                      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        end = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(end, (struct sockaddr *) &address, sizeof address) != 0)
            fail("connect");
    }
    if (end < 0 || setsockopt(end, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) != 0)
        fail("socket");
    return end;
}

/* -------------------------------------------------- the benchmarks */

static void to(way *w, const char *data, long size)
{
    if (w->socket < 0)
        shm_send(w, data, size);
    else
        tcp_send(w, data, size);
}

static void from(way *w, char *data, long size)
{
    if (w->socket < 0)
        shm_recv(w, data, size);
    else
        tcp_recv(w, data, size);
}

typedef struct {
    way *way;
    int leads, is_bw, window, rewrite;
    char *send, *recv;
    long size;
} contest;

static void write_anew(contest *c, long round)
{
    if (c->rewrite)
        memset(c->send, (int) round, c->size);
}

static void ping_pong(contest *c, long round)
{
    if (!c->leads)
        from(c->way, c->recv, c->size);
    write_anew(c, round);
    to(c->way, c->send, c->size);
    if (c->leads)
        from(c->way, c->recv, c->size);
}

static void window(contest *c, long round)
{
    char ack[ACK_BYTES] = {0};
    for (int i = 0; i < c->window; i++) {
        if (c->leads) {
            write_anew(c, round + i);
            to(c->way, c->send, c->size);
        } else {
            from(c->way, c->recv, c->size);
        }
    }
    if (c->leads)
        from(c->way, ack, ACK_BYTES);
    else
        to(c->way, ack, ACK_BYTES);
}

static double run(contest *c, long iterations)
{
    double start = now();
    for (long i = 0; i < iterations; i++) {
        if (c->is_bw)
            window(c, i);
        else
            ping_pong(c, i);
    }
    return now() - start;
}

static void validate(contest *c)
{
    int rewrite = c->rewrite;
    c->rewrite = 0;
    for (long round = 0; round < 3; round++) {
        peer_pattern(c->send, c->size, round + !c->leads);
        run(c, 1);
        if (!c->leads || !c->is_bw)
            peer_check(c->recv, c->size, round + c->leads);
    }
    c->rewrite = rewrite;
}

static void measure(contest *c, const peer_options *o)
{
    for (long size = o->min; size <= o->max; size = peer_next(o, size)) {
        long iterations = peer_iterations(o, size);
        c->size = size;
        c->send = peer_buffer(size, 'a');
        c->recv = peer_buffer(size, 'b');
        run(c, peer_warmup(o, size));
        double seconds = run(c, iterations);
        if (o->validate)
            validate(c);
        if (c->leads)
            peer_row(size, c->is_bw ? (double) size * o->window * iterations / 1e6 / seconds
                                    : seconds * 1e6 / (2.0 * iterations));
        free(c->send);
        free(c->recv);
    }
}

int main(int argc, char **argv)
{
    int is_bw = argc > 1 && strcmp(argv[1], "bw") == 0, tcp = argc > 2 && strcmp(argv[2], "--tcp") == 0, listener = -1;
    if (!is_bw && (argc < 2 || strcmp(argv[1], "latency") != 0)) {
        fprintf(stderr, "usage: %s latency|bw [--tcp] [options]\n", argv[0]);
        return 2;
    }
    peer_options o = {.min = 1, .max = 4 << 20, .warmup = -1, .window = 64, .base_iterations = is_bw ? 1000 : 10000,
                      .base_warmup = is_bw ? 400 : 20000, .floor_iterations = is_bw ? 50 : 500,
                      .floor_warmup = is_bw ? 50 : 500};
    peer_parse(argc - 1 - tcp, argv + 1 + tcp, &o);
    direction *both = mmap(0, 2 * sizeof *both, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (both == MAP_FAILED)
        fail("mmap");
    int port = tcp ? loopback(&listener) : 0;
    printf("# %s, C over %s, 2 processes\n# %-12s %18s\n", argv[1], tcp ? "sockets" : "shared memory", "Size",
           is_bw ? "Bandwidth (MB/s)" : "Latency (us)");
    fflush(stdout);
    pid_t child = fork();
    if (child < 0)
        fail("fork");
    int leads = child > 0, status = 0;
    if (!leads && prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        fail("prctl");
    pin(!leads);
    way w = {.socket = tcp ? connected(listener, port, leads) : -1, .out = &both[!leads], .in = &both[leads]};
    contest c = {.way = &w, .leads = leads, .is_bw = is_bw, .window = o.window, .rewrite = o.rewrite};
    measure(&c, &o);
    if (leads && (waitpid(child, &status, 0) != child || status != 0))
        return 1;
    return 0;
}
