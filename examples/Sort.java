import java.util.Arrays;
import java.util.SplittableRandom;
import mpi.*;

// Sorts numbers that are spread over the ranks: sample sort. The argument is how many each rank has.
//
// What to learn: every rank sorts its own and offers a few at equal distances; from all of these (allGather) all compute
// the same borders between the ranks. Then each gives every other its share (allToAllv) - after they have told each other
// how much that is (allToAll) - and the numbers of rank 0 are below those of rank 1, and so on.

static final int SEED = 42;
static final int TAG = 1;

void main(String[] args) {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Intracomm world = MPI.COMM_WORLD;
    int rank = world.getRank();
    int size = world.getSize();
    long[] mine = new SplittableRandom(SEED + rank).longs(n).toArray();
    long[] check = {n, Arrays.stream(mine).sum()};
    Arrays.sort(mine);

    long[] samples = new long[size * size];
    for (int i = 0; i < size; i++) {
        samples[rank * size + i] = mine[(int) ((long) i * n / size)];
    }
    world.allGather(samples, size, MPI.LONG);
    Arrays.sort(samples);

    int[] sendCounts = new int[size];
    int[] sendOffsets = new int[size];
    for (int r = 0; r < size; r++) {
        sendOffsets[r] = r == 0 ? 0 : firstNotBelow(mine, samples[r * size]);
        if (r > 0) {
            sendCounts[r - 1] = sendOffsets[r] - sendOffsets[r - 1];
        }
    }
    sendCounts[size - 1] = n - sendOffsets[size - 1];
    int[] recvCounts = new int[size];
    world.allToAll(sendCounts, 1, MPI.INT, recvCounts, 1, MPI.INT);
    int[] recvOffsets = new int[size];
    for (int r = 1; r < size; r++) {
        recvOffsets[r] = recvOffsets[r - 1] + recvCounts[r - 1];
    }
    long[] sorted = new long[recvOffsets[size - 1] + recvCounts[size - 1]];
    world.allToAllv(mine, sendCounts, sendOffsets, MPI.LONG, sorted, recvCounts, recvOffsets, MPI.LONG);
    Arrays.sort(sorted);

    verify(world, sorted, check);
    if (rank == 0) {
        IO.println(size + " ranks have sorted " + (long) n * size + " numbers");
    }
}

/** The index of the first element that is not below the border. */
static int firstNotBelow(long[] sorted, long border) {
    int at = Arrays.binarySearch(sorted, border);
    while (at > 0 && sorted[at - 1] == border) {
        at--;
    }
    return at < 0 ? -at - 1 : at;
}

/** Nothing is lost, and my first number is not below the last one before me. */
static void verify(Intracomm world, long[] sorted, long[] check) throws MPIException {
    long[] now = {sorted.length, Arrays.stream(sorted).sum()};
    world.allReduce(check, 2, MPI.LONG, MPI.SUM);
    world.allReduce(now, 2, MPI.LONG, MPI.SUM);
    if (!Arrays.equals(check, now)) {
        throw new IllegalStateException("there were " + Arrays.toString(check) + ", there are " + Arrays.toString(now));
    }
    int rank = world.getRank();
    int previous = rank > 0 ? rank - 1 : MPI.PROC_NULL;
    int next = rank < world.getSize() - 1 ? rank + 1 : MPI.PROC_NULL;
    // the largest number of all ranks up to here: a rank may have none itself
    long[] largest = {Long.MIN_VALUE};
    world.recv(largest, 1, MPI.LONG, previous, TAG);
    if (sorted.length > 0 && sorted[0] < largest[0]) {
        throw new IllegalStateException("rank " + rank + " begins with " + sorted[0] + ", below " + largest[0]);
    }
    largest[0] = sorted.length > 0 ? sorted[sorted.length - 1] : largest[0];
    world.send(largest, 1, MPI.LONG, next, TAG);
}
