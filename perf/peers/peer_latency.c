/* Blocking ping-pong of two ranks; prints half the round trip. */
#include "peer.h"

static void ping_pong(int rank, char *send, char *recv, long size, long iterations, int rewrite)
{
    for (long i = 0; i < iterations; i++) {
        if (rank == 0) {
            if (rewrite)
                memset(send, (int) i, size);
            MPI_Send(send, (int) size, MPI_CHAR, 1, 1, MPI_COMM_WORLD);
            MPI_Recv(recv, (int) size, MPI_CHAR, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(recv, (int) size, MPI_CHAR, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            if (rewrite)
                memset(send, (int) i, size);
            MPI_Send(send, (int) size, MPI_CHAR, 0, 1, MPI_COMM_WORLD);
        }
    }
}

static void validate(int rank, char *send, char *recv, long size)
{
    for (long round = 0; round < 3; round++) {
        peer_pattern(send, size, round + rank);
        ping_pong(rank, send, recv, size, 1, 0);
        peer_check(recv, size, round + 1 - rank);
    }
}

static void measure(const peer_options *o, int rank, long size)
{
    long iterations = peer_iterations(o, size);
    char *send = peer_buffer(size, 'a'), *recv = peer_buffer(size, 'b');
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank < 2) {
        ping_pong(rank, send, recv, size, peer_warmup(o, size), o->rewrite);
        double start = MPI_Wtime();
        ping_pong(rank, send, recv, size, iterations, o->rewrite);
        double seconds = MPI_Wtime() - start;
        if (o->validate)
            validate(rank, send, recv, size);
        if (rank == 0)
            peer_row(size, seconds * 1e6 / (2.0 * iterations));
    }
    free(send);
    free(recv);
}

int main(int argc, char **argv)
{
    peer_options o = {.min = 1, .max = 4 << 20, .warmup = -1, .base_iterations = 10000, .base_warmup = 20000,
                      .floor_iterations = 500, .floor_warmup = 500};
    int rank, ranks;
    peer_start(&argc, &argv, 2, &rank, &ranks);
    peer_parse(argc, argv, &o);
    peer_header(rank, "latency", ranks, "Latency (us)");
    for (long size = o.min; size <= o.max; size = peer_next(&o, size))
        measure(&o, rank, size);
    MPI_Finalize();
    return 0;
}
