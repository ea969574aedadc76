/* What the peer programs with MPI share. */
#ifndef PEER_H
#define PEER_H

#include <mpi.h>

#include "options.h"

/* Ends all ranks. */
static inline void peer_fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    MPI_Abort(MPI_COMM_WORLD, 1);
    exit(1);
}

static inline void peer_start(int *argc, char ***argv, int least, int *rank, int *ranks)
{
    MPI_Init(argc, argv);
    MPI_Comm_rank(MPI_COMM_WORLD, rank);
    MPI_Comm_size(MPI_COMM_WORLD, ranks);
    if (*ranks < least)
        peer_fail("more ranks are needed");
}

/* The rank that this one exchanges messages with; -1 where it has none. */
static inline int peer_partner(const peer_options *o, int rank, int ranks)
{
    if (2 * o->pairs > ranks)
        peer_fail("-p: more pairs than there are ranks for");
    return rank < o->pairs ? rank + o->pairs : rank < 2 * o->pairs ? rank - o->pairs : -1;
}

/* The sum of the leaders' values, at rank 0. */
static inline double peer_sum(const peer_options *o, int rank, double mine)
{
    double all = 0, counted = rank < o->pairs ? mine : 0;
    MPI_Reduce(&counted, &all, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    return all;
}

static inline void peer_header(int rank, const char *name, int ranks, const char *column)
{
    if (rank == 0) {
        printf("# %s, C, %d ranks\n# %-12s %18s\n", name, ranks, "Size", column);
        fflush(stdout);
    }
}

#endif
