/* Barriers of all ranks; prints the number of ranks and the time of one barrier, averaged over the ranks. */
#include "peer.h"

static void barriers(long iterations)
{
    for (long i = 0; i < iterations; i++)
        MPI_Barrier(MPI_COMM_WORLD);
}

int main(int argc, char **argv)
{
    peer_options o = {.warmup = -1, .base_iterations = 10000, .base_warmup = 10000};
    int rank, ranks;
    peer_start(&argc, &argv, 2, &rank, &ranks);
    peer_parse(argc, argv, &o);
    if (rank == 0)
        printf("# barrier, C, %d ranks\n# %-12s %18s\n", ranks, "Ranks", "Barrier (us)");
    barriers(peer_warmup(&o, 0));
    long iterations = peer_iterations(&o, 0);
    double start = MPI_Wtime();
    barriers(iterations);
    double mine = (MPI_Wtime() - start) * 1e6 / iterations, sum = 0;
    MPI_Reduce(&mine, &sum, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0)
        peer_row(ranks, sum / ranks);
    MPI_Finalize();
    return 0;
}
