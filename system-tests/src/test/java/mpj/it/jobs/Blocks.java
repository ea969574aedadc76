package mpj.it.jobs;

/** Blocks of different lengths, one of each rank, with gaps between them. */
final class Blocks {
    private static final int GAP = 1;

    final int[] counts;
    final int[] displs;

    Blocks(int ranks, int count) {
        this(ranks, count, 0);
    }

    /** Lengths depend on the sum of the rank and {@code shift}, so that two ranks agree on what they exchange. */
    Blocks(int ranks, int count, int shift) {
        counts = new int[ranks];
        displs = new int[ranks];
        int next = GAP;
        for (int rank = 0; rank < ranks; rank++) {
            counts[rank] = count * ((rank + shift) % 3) / 2;
            displs[rank] = next;
            next += counts[rank] + GAP;
        }
    }

    /** A number of an element of a rank's block. */
    interface Value {
        long of(int rank, int index);
    }

    /** Elements up to the end of the last gap. */
    int span() {
        int last = counts.length - 1;
        return displs[last] + counts[last] + GAP;
    }

    /** What is at an element of the whole, when gaps are untouched. */
    long expected(int index, Value value) {
        for (int rank = 0; rank < counts.length; rank++) {
            int within = index - displs[rank];
            if (within >= 0 && within < counts[rank]) {
                return value.of(rank, within);
            }
        }
        return Numbers.untouched();
    }
}
