/*
 * Bandwidth of a window of messages from rank 0 to rank 1, each window answered by 4 bytes. With --rewrite the sender
 * writes each message anew; where sends overlap, each message of the window then has a buffer of its own.
 */
#include "peer.h"

typedef struct {
    long size;
    int window, blocking, rewrite;
    int send_buffers;
    char **send;
    char *recv;
    MPI_Request *requests;
} stream;

static void acknowledge(int rank)
{
    char ack[4] = {0};
    if (rank == 0)
        MPI_Recv(ack, 4, MPI_CHAR, 1, 101, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    else
        MPI_Send(ack, 4, MPI_CHAR, 0, 101, MPI_COMM_WORLD);
}

static void send_window(stream *s, long round)
{
    for (int w = 0; w < s->window; w++) {
        char *buffer = s->send[w % s->send_buffers];
        if (s->rewrite)
            memset(buffer, (int) (round + w), s->size);
        if (s->blocking)
            MPI_Send(buffer, (int) s->size, MPI_CHAR, 1, 100, MPI_COMM_WORLD);
        else
            MPI_Isend(buffer, (int) s->size, MPI_CHAR, 1, 100, MPI_COMM_WORLD, &s->requests[w]);
    }
}

static void recv_window(stream *s)
{
    for (int w = 0; w < s->window; w++) {
        if (s->blocking)
            MPI_Recv(s->recv, (int) s->size, MPI_CHAR, 0, 100, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        else
            MPI_Irecv(s->recv, (int) s->size, MPI_CHAR, 0, 100, MPI_COMM_WORLD, &s->requests[w]);
    }
}

static void windows(stream *s, int rank, long iterations)
{
    for (long i = 0; i < iterations; i++) {
        if (rank == 0)
            send_window(s, i);
        else
            recv_window(s);
        if (!s->blocking)
            MPI_Waitall(s->window, s->requests, MPI_STATUSES_IGNORE);
        acknowledge(rank);
    }
}

static void validate(stream *s, int rank)
{
    int rewrite = s->rewrite;
    s->rewrite = 0;
    for (long round = 0; round < 3; round++) {
        for (int b = 0; b < s->send_buffers; b++)
            peer_pattern(s->send[b], s->size, round);
        windows(s, rank, 1);
        if (rank == 1)
            peer_check(s->recv, s->size, round);
    }
    s->rewrite = rewrite;
}

static void open_stream(stream *s, const peer_options *o, int rank, long size)
{
    *s = (stream){.size = size, .window = o->window, .blocking = o->blocking, .rewrite = o->rewrite};
    s->send_buffers = o->rewrite && !o->blocking && rank == 0 ? o->window : 1;
    s->send = malloc(s->send_buffers * sizeof *s->send);
    s->requests = malloc(o->window * sizeof *s->requests);
    if (!s->send || !s->requests)
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
    free(s->requests);
}

static void measure(const peer_options *o, int rank, long size)
{
    stream s;
    long iterations = peer_iterations(o, size);
    open_stream(&s, o, rank, size);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank < 2) {
        windows(&s, rank, peer_warmup(o, size));
        double start = MPI_Wtime();
        windows(&s, rank, iterations);
        double seconds = MPI_Wtime() - start;
        if (o->validate)
            validate(&s, rank);
        if (rank == 0)
            peer_row(size, (double) size * o->window * iterations / 1e6 / seconds);
    }
    close_stream(&s);
}

int main(int argc, char **argv)
{
    peer_options o = {.min = 1, .max = 4 << 20, .warmup = -1, .window = 64, .base_iterations = 1000,
                      .base_warmup = 400, .floor_iterations = 50, .floor_warmup = 50};
    int rank, ranks;
    peer_start(&argc, &argv, 2, &rank, &ranks);
    peer_parse(argc, argv, &o);
    peer_header(rank, "bw", ranks, "Bandwidth (MB/s)");
    for (long size = o.min; size <= o.max; size = peer_next(&o, size))
        measure(&o, rank, size);
    MPI_Finalize();
    return 0;
}
