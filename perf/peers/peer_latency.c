/* Blocking ping-pongs of one or several pairs of ranks; prints half the round trip, the mean of the pairs. */
#include "peer.h"

static void ping_pong(int leads, int peer, char *send, char *recv, long size, long iterations, int rewrite)
{
    for (long i = 0; i < iterations; i++) {
        if (leads) {
            if (rewrite)
                memset(send, (int) i, size);
            MPI_Send(send, (int) size, MPI_CHAR, peer, 1, MPI_COMM_WORLD);
            MPI_Recv(recv, (int) size, MPI_CHAR, peer, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(recv, (int) size, MPI_CHAR, peer, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            if (rewrite)
                memset(send, (int) i, size);
            MPI_Send(send, (int) size, MPI_CHAR, peer, 1, MPI_COMM_WORLD);
        }
    }
}

static void validate(int leads, int peer, char *send, char *recv, long size)
{
    for (long round = 0; round < 3; round++) {
        peer_pattern(send, size, round + !leads);
        ping_pong(leads, peer, send, recv, size, 1, 0);
        peer_check(recv, size, round + leads);
    }
}

static void measure(const peer_options *o, int rank, int peer, long size)
{
    long iterations = peer_iterations(o, size);
    int leads = rank < o->pairs;
    double seconds = 0;
    char *send = peer_buffer(size, 'a'), *recv = peer_buffer(size, 'b');
    MPI_Barrier(MPI_COMM_WORLD);
    if (peer >= 0) {
        ping_pong(leads, peer, send, recv, size, peer_warmup(o, size), o->rewrite);
        double start = MPI_Wtime();
        ping_pong(leads, peer, send, recv, size, iterations, o->rewrite);
        seconds = MPI_Wtime() - start;
        if (o->validate)
            validate(leads, peer, send, recv, size);
    }
    double sum = peer_sum(o, rank, seconds);
    if (rank == 0)
        peer_row(size, sum * 1e6 / (2.0 * iterations * o->pairs));
    free(send);
    free(recv);
}

int main(int argc, char **argv)
{
    peer_options o = {.min = 1, .max = 4 << 20, .warmup = -1, .pairs = 1, .base_iterations = 10000,
                      .base_warmup = 20000, .floor_iterations = 500, .floor_warmup = 500};
    int rank, ranks;
    peer_start(&argc, &argv, 2, &rank, &ranks);
    peer_parse(argc, argv, &o);
    int peer = peer_partner(&o, rank, ranks);
    peer_header(rank, o.pairs > 1 ? "multi-lat" : "latency", ranks, "Latency (us)");
    for (long size = o.min; size <= o.max; size = peer_next(&o, size))
        measure(&o, rank, peer, size);
    MPI_Finalize();
    return 0;
}
