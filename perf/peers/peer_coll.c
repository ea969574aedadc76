/*
 * A collective operation, named by the first argument, timed as mpj-bench does (CollectiveBench and its subclasses): each
 * call by itself, with a barrier after it that is not counted. Nonblocking ones (iallreduce and so on) are timed alone and
 * then with computation that calls MPI_Test now and then.
 */
#include "peer.h"

#define LARGEST (1L << 20)
#define LEAST_PART 1e-6
#define MATRIX 8

/* What a buffer holds: nothing, one block, a block for each rank. */
typedef enum { NONE, ONE, ALL } room;

typedef struct {
    void *send, *recv;
    int count, *shares;
    MPI_Datatype type;
} arguments;

typedef struct {
    const char *name;
    int element; /* bytes; 0: no messages */
    room send, recv;
    int (*call)(const arguments *a);
    int (*start)(const arguments *a, MPI_Request *r);
} operation;

#define W MPI_COMM_WORLD
#define OPERATION(name, blocking, nonblocking)                                                        \
    static int call_##name(const arguments *a) { (void) a; return blocking; }                         \
    static int start_##name(const arguments *a, MPI_Request *r) { (void) a; return nonblocking; }

OPERATION(barrier, MPI_Barrier(W), MPI_Ibarrier(W, r))
OPERATION(bcast, MPI_Bcast(a->send, a->count, a->type, 0, W), MPI_Ibcast(a->send, a->count, a->type, 0, W, r))
OPERATION(gather, MPI_Gather(a->send, a->count, a->type, a->recv, a->count, a->type, 0, W),
          MPI_Igather(a->send, a->count, a->type, a->recv, a->count, a->type, 0, W, r))
OPERATION(scatter, MPI_Scatter(a->send, a->count, a->type, a->recv, a->count, a->type, 0, W),
          MPI_Iscatter(a->send, a->count, a->type, a->recv, a->count, a->type, 0, W, r))
OPERATION(allgather, MPI_Allgather(a->send, a->count, a->type, a->recv, a->count, a->type, W),
          MPI_Iallgather(a->send, a->count, a->type, a->recv, a->count, a->type, W, r))
OPERATION(alltoall, MPI_Alltoall(a->send, a->count, a->type, a->recv, a->count, a->type, W),
          MPI_Ialltoall(a->send, a->count, a->type, a->recv, a->count, a->type, W, r))
OPERATION(reduce, MPI_Reduce(a->send, a->recv, a->count, a->type, MPI_SUM, 0, W),
          MPI_Ireduce(a->send, a->recv, a->count, a->type, MPI_SUM, 0, W, r))
OPERATION(allreduce, MPI_Allreduce(a->send, a->recv, a->count, a->type, MPI_SUM, W),
          MPI_Iallreduce(a->send, a->recv, a->count, a->type, MPI_SUM, W, r))
OPERATION(reduce_scatter, MPI_Reduce_scatter(a->send, a->recv, a->shares, a->type, MPI_SUM, W),
          MPI_Ireduce_scatter(a->send, a->recv, a->shares, a->type, MPI_SUM, W, r))
OPERATION(scan, MPI_Scan(a->send, a->recv, a->count, a->type, MPI_SUM, W),
          MPI_Iscan(a->send, a->recv, a->count, a->type, MPI_SUM, W, r))
OPERATION(exscan, MPI_Exscan(a->send, a->recv, a->count, a->type, MPI_SUM, W),
          MPI_Iexscan(a->send, a->recv, a->count, a->type, MPI_SUM, W, r))

#define ENTRY(name, element, send, recv) {#name, element, send, recv, call_##name, start_##name}
#define FLOATS (int) sizeof(float)

static const operation OPERATIONS[] = {
    ENTRY(barrier, 0, NONE, NONE),        ENTRY(bcast, 1, ONE, NONE),     ENTRY(gather, 1, ONE, ALL),
    ENTRY(scatter, 1, ALL, ONE),          ENTRY(allgather, 1, ONE, ALL),  ENTRY(alltoall, 1, ALL, ALL),
    ENTRY(reduce, FLOATS, ONE, ONE),      ENTRY(allreduce, FLOATS, ONE, ONE),
    ENTRY(reduce_scatter, FLOATS, ONE, ONE), ENTRY(scan, FLOATS, ONE, ONE), ENTRY(exscan, FLOATS, ONE, ONE)};

static const operation *find(const char *name)
{
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++)
        if (strcmp(OPERATIONS[i].name, name) == 0)
            return &OPERATIONS[i];
    return 0;
}

static long bytes(room r, long size, int ranks)
{
    return r == NONE ? 0 : r == ONE ? size : size * ranks;
}

/* A barrier has all ranks begin together by itself. */
static void align(const operation *op)
{
    if (op->element > 0)
        MPI_Barrier(W);
}

static double combined(double mine, MPI_Op op)
{
    double all;
    MPI_Allreduce(&mine, &all, 1, MPI_DOUBLE, op, W);
    return all;
}

static double run(const operation *op, const arguments *a, long iterations)
{
    double spent = 0;
    for (long i = 0; i < iterations; i++) {
        double start = MPI_Wtime();
        op->call(a);
        spent += MPI_Wtime() - start;
        align(op);
    }
    return spent;
}

static void blocking(const operation *op, const arguments *a, long warmup, long iterations, long key, int rank, int ranks)
{
    run(op, a, warmup);
    double mine = run(op, a, iterations) * 1e6 / iterations;
    double average = combined(mine, MPI_SUM) / ranks, least = combined(mine, MPI_MIN), most = combined(mine, MPI_MAX);
    if (rank == 0)
        printf("%-14ld %18.3f %18.3f %18.3f\n", key, average, least, most);
}

/* -------------------------------------------------- nonblocking */

typedef struct {
    double overall, computing, testing;
} spent_times;

static double matrix[MATRIX][MATRIX], vector[MATRIX];

static void multiply(void)
{
    double product[MATRIX];
    for (int row = 0; row < MATRIX; row++) {
        product[row] = 0;
        for (int column = 0; column < MATRIX; column++)
            product[row] += matrix[row][column] * vector[column];
    }
    memcpy(vector, product, sizeof product);
}

static void compute_for(double seconds)
{
    double start = MPI_Wtime();
    while (MPI_Wtime() - start < seconds)
        multiply();
}

static void compute(MPI_Request *request, double seconds, int tests, spent_times *spent)
{
    long parts = (long) (seconds / LEAST_PART);
    int done = 0;
    parts = parts < 1 ? 1 : parts > tests + 1 ? tests + 1 : parts;
    for (long part = 1; part <= parts; part++) {
        double start = MPI_Wtime();
        compute_for(seconds / parts);
        double end = MPI_Wtime();
        spent->computing += end - start;
        if (part < parts && !done) {
            MPI_Test(request, &done, MPI_STATUS_IGNORE);
            spent->testing += MPI_Wtime() - end;
        }
    }
}

static double run_alone(const operation *op, const arguments *a, long iterations)
{
    double spent = 0;
    for (long i = 0; i < iterations; i++) {
        MPI_Request request;
        double start = MPI_Wtime();
        op->start(a, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        spent += MPI_Wtime() - start;
        align(op);
    }
    return spent;
}

static spent_times run_with_computation(
    const operation *op, const arguments *a, long iterations, double seconds, int tests)
{
    spent_times spent = {0, 0, 0};
    for (long i = 0; i < iterations; i++) {
        MPI_Request request;
        double start = MPI_Wtime();
        op->start(a, &request);
        compute(&request, seconds, tests, &spent);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        spent.overall += MPI_Wtime() - start;
        align(op);
    }
    return spent;
}

static void overlapping(
    const operation *op, const arguments *a, const peer_options *o, long warmup, long iterations, long key, int rank,
    int ranks)
{
    run_alone(op, a, warmup);
    double mine = run_alone(op, a, iterations) / iterations;
    spent_times spent = run_with_computation(op, a, iterations, mine, o->tests);
    double scale = 1e6 / iterations / ranks;
    double alone = combined(mine, MPI_SUM) * 1e6 / ranks, overall = combined(spent.overall, MPI_SUM) * scale;
    double computing = combined(spent.computing, MPI_SUM) * scale, testing = combined(spent.testing, MPI_SUM) * scale;
    double overlap = 100 - 100 * (overall - computing) / alone;
    if (rank == 0)
        printf("%-14ld %18.3f %18.3f %18.3f %18.3f %18.3f\n", key, overall, computing, testing, alone,
               overlap > 0 ? overlap : 0);
}

/* -------------------------------------------------- both */

static void measure(const operation *op, int nonblocking, const peer_options *o, long size, int rank, int ranks)
{
    arguments a = {.send = peer_buffer(bytes(op->send, size, ranks), 'a'),
                   .recv = peer_buffer(bytes(op->recv, size, ranks), 'a'),
                   .count = op->element > 0 ? (int) (size / op->element) : 0,
                   .shares = malloc(ranks * sizeof(int)),
                   .type = op->element == FLOATS ? MPI_FLOAT : MPI_CHAR};
    long key = op->element > 0 ? size : ranks;
    for (int i = 0; i < ranks; i++)
        a.shares[i] = a.count / ranks + (i < a.count % ranks);
    if (nonblocking)
        overlapping(op, &a, o, peer_warmup(o, size), peer_iterations(o, size), key, rank, ranks);
    else
        blocking(op, &a, peer_warmup(o, size), peer_iterations(o, size), key, rank, ranks);
    fflush(stdout);
    free(a.send);
    free(a.recv);
    free(a.shares);
}

static void header(const operation *op, int nonblocking, int ranks)
{
    const char *key = op->element > 0 ? "Size" : "Ranks";
    printf("# %s%s, C, %d ranks\n# %-12s ", nonblocking ? "i" : "", op->name, ranks, key);
    if (nonblocking)
        printf("%18s %18s %18s %18s %18s\n", "Overall (us)", "Compute (us)", "Test (us)", "Alone (us)", "Overlap (%)");
    else
        printf("%18s %18s %18s\n", "Avg (us)", "Min (us)", "Max (us)");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    int rank, ranks;
    peer_start(&argc, &argv, 2, &rank, &ranks);
    const operation *op = argc > 1 ? find(argv[1]) : 0;
    int nonblocking = op == 0 && argc > 1 && argv[1][0] == 'i';
    if (nonblocking)
        op = find(argv[1] + 1);
    if (op == 0)
        peer_fail("the first argument should be barrier, bcast, ... or ibarrier, ibcast, ...");
    peer_options o = {.min = op->element, .max = op->element > 0 ? LARGEST : 0, .warmup = -1, .tests = 100,
                      .base_iterations = 5000, .base_warmup = 5000, .floor_iterations = 100, .floor_warmup = 100};
    peer_parse(argc - 1, argv + 1, &o);
    for (int i = 0; i < MATRIX; i++)
        for (int j = 0; j < MATRIX; j++)
            matrix[i][j] = 1.0 / MATRIX;
    vector[0] = 1;
    if (rank == 0)
        header(op, nonblocking, ranks);
    for (long size = o.min; size <= o.max; size = peer_next(&o, size))
        measure(op, nonblocking, &o, size, rank, ranks);
    MPI_Finalize();
    return 0;
}
