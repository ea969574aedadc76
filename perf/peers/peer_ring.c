/* A token of a few bytes goes round all ranks; prints the time of one hop. */
#include "peer.h"

static void rounds(int rank, int ranks, char *token, long size, long iterations)
{
    int next = (rank + 1) % ranks, previous = (rank + ranks - 1) % ranks;
    for (long i = 0; i < iterations; i++) {
        if (rank == 0) {
            MPI_Send(token, (int) size, MPI_CHAR, next, 1, MPI_COMM_WORLD);
            MPI_Recv(token, (int) size, MPI_CHAR, previous, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(token, (int) size, MPI_CHAR, previous, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Send(token, (int) size, MPI_CHAR, next, 1, MPI_COMM_WORLD);
        }
    }
}

static void validate(int rank, int ranks, char *token, long size)
{
    for (long round = 0; round < 3; round++) {
        peer_pattern(token, size, rank == 0 ? round : round + 1);
        rounds(rank, ranks, token, size, 1);
        peer_check(token, size, round);
    }
}

static void measure(const peer_options *o, int rank, int ranks, long size)
{
    long iterations = peer_iterations(o, size);
    char *token = peer_buffer(size, 'a');
    MPI_Barrier(MPI_COMM_WORLD);
    rounds(rank, ranks, token, size, peer_warmup(o, size));
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    rounds(rank, ranks, token, size, iterations);
    double seconds = MPI_Wtime() - start;
    if (o->validate)
        validate(rank, ranks, token, size);
    if (rank == 0)
        peer_row(size, seconds * 1e6 / ((double) iterations * ranks));
    free(token);
}

int main(int argc, char **argv)
{
    peer_options o = {.min = 8, .max = 8, .warmup = -1, .base_iterations = 10000, .base_warmup = 10000,
                      .floor_iterations = 500, .floor_warmup = 500};
    int rank, ranks;
    peer_start(&argc, &argv, 2, &rank, &ranks);
    peer_parse(argc, argv, &o);
    peer_header(rank, "ring", ranks, "Hop (us)");
    for (long size = o.min; size <= o.max; size = peer_next(&o, size))
        measure(&o, rank, ranks, size);
    MPI_Finalize();
    return 0;
}
