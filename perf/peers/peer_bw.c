/*
 * Bandwidth of windows of messages in one or several pairs of ranks, one way or both ways at once, each window answered by 4
 * bytes. With --rewrite the sender writes each message anew; where sends overlap, each message of the window then has a
 * buffer of its own.
 */
#include "peer.h"

typedef struct {
    long size;
    int leads, peer;
    int window, blocking, both_ways, rewrite;
    int send_buffers;
    char **send;
    char *recv;
    MPI_Request *sends, *receives;
} stream;

static void acknowledge(const stream *s)
{
    char ack[4] = {0};
    if (s->leads)
        MPI_Recv(ack, 4, MPI_CHAR, s->peer, 101, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    else
        MPI_Send(ack, 4, MPI_CHAR, s->peer, 101, MPI_COMM_WORLD);
}

static void send_window(stream *s, long round)
{
    for (int w = 0; w < s->window; w++) {
        char *buffer = s->send[w % s->send_buffers];
        if (s->rewrite)
            memset(buffer, (int) (round + w), s->size);
        if (s->blocking)
            MPI_Send(buffer, (int) s->size, MPI_CHAR, s->peer, 100, MPI_COMM_WORLD);
        else
            MPI_Isend(buffer, (int) s->size, MPI_CHAR, s->peer, 100, MPI_COMM_WORLD, &s->sends[w]);
    }
}

static void recv_window(stream *s)
{
    for (int w = 0; w < s->window; w++) {
        if (s->blocking)
            MPI_Recv(s->recv, (int) s->size, MPI_CHAR, s->peer, 100, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        else
            MPI_Irecv(s->recv, (int) s->size, MPI_CHAR, s->peer, 100, MPI_COMM_WORLD, &s->receives[w]);
    }
}

static void windows(stream *s, long iterations)
{
    int sending = s->leads || s->both_ways, receiving = !s->leads || s->both_ways;
    for (long i = 0; i < iterations; i++) {
        if (receiving)
            recv_window(s);
        if (sending)
            send_window(s, i);
        if (sending && !s->blocking)
            MPI_Waitall(s->window, s->sends, MPI_STATUSES_IGNORE);
        if (receiving && !s->blocking)
            MPI_Waitall(s->window, s->receives, MPI_STATUSES_IGNORE);
        acknowledge(s);
    }
}

static void validate(stream *s)
{
    int rewrite = s->rewrite;
    s->rewrite = 0;
    for (long round = 0; round < 3; round++) {
        for (int b = 0; b < s->send_buffers; b++)
            peer_pattern(s->send[b], s->size, round);
        windows(s, 1);
        if (!s->leads || s->both_ways)
            peer_check(s->recv, s->size, round);
    }
    s->rewrite = rewrite;
}

static void open_stream(stream *s, const peer_options *o, int leads, int peer, long size)
{
    *s = (stream){.size = size, .leads = leads, .peer = peer, .window = o->window, .blocking = o->blocking,
                  .both_ways = o->both_ways, .rewrite = o->rewrite};
    s->send_buffers = o->rewrite && !o->blocking && (leads || o->both_ways) ? o->window : 1;
    s->send = malloc(s->send_buffers * sizeof *s->send);
    s->sends = malloc(o->window * sizeof *s->sends);
    s->receives = malloc(o->window * sizeof *s->receives);
    if (!s->send || !s->sends || !s->receives)
        peer_fail("out of memory");
    for (int b = 0; b < s->send_buffers; b++)
        s->send[b] = peer_buffer(size, 'a');
    s->recv = peer_buffer(size, 'b');
}

static void close_stream(stream *s)
{
    for (int b = 0; b < s->send_buffers; b++)
        free(s->send[b]);
    free(s->send);
    free(s->recv);
    free(s->sends);
    free(s->receives);
}

static void measure(const peer_options *o, int rank, int peer, long size)
{
    stream s;
    long iterations = peer_iterations(o, size);
    double rate = 0;
    open_stream(&s, o, rank < o->pairs, peer, size);
    MPI_Barrier(MPI_COMM_WORLD);
    if (peer >= 0) {
        windows(&s, peer_warmup(o, size));
        double start = MPI_Wtime();
        windows(&s, iterations);
        rate = (double) o->window * iterations * (o->both_ways ? 2 : 1) / (MPI_Wtime() - start);
        if (o->validate)
            validate(&s);
    }
    double sum = peer_sum(o, rank, rate);
    if (rank == 0)
        printf("%-14ld %18.3f %18.0f\n", size, sum * size / 1e6, sum);
    fflush(stdout);
    close_stream(&s);
}

int main(int argc, char **argv)
{
    peer_options o = {.min = 1, .max = 4 << 20, .warmup = -1, .window = 64, .pairs = 1, .base_iterations = 1000,
                      .base_warmup = 400, .floor_iterations = 50, .floor_warmup = 50};
    int rank, ranks;
    peer_start(&argc, &argv, 2, &rank, &ranks);
    peer_parse(argc, argv, &o);
    if (o.blocking && o.both_ways)
        peer_fail("--both-ways: both would send first if sends were blocking");
    int peer = peer_partner(&o, rank, ranks);
    if (rank == 0)
        printf("# %s, C, %d ranks\n# %-12s %18s %18s\n", o.both_ways ? "bibw" : o.pairs > 1 ? "mbw-mr" : "bw", ranks,
               "Size", "Bandwidth (MB/s)", "Messages/s");
    fflush(stdout);
    for (long size = o.min; size <= o.max; size = peer_next(&o, size))
        measure(&o, rank, peer, size);
    MPI_Finalize();
    return 0;
}
