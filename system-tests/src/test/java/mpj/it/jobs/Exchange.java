package mpj.it.jobs;

/**
 * One sendRecv or sendRecvReplace of all ranks.
 *
 * @param tag also the number that the data are made of
 * @param replaces whether data go out from the memory they come to
 */
record Exchange(int tag, MemoryKind from, MemoryKind to, ElementType type, int count, boolean replaces) {
    boolean truths() {
        return from == MemoryKind.BOOLEANS || to == MemoryKind.BOOLEANS || type == ElementType.BOOLEAN;
    }

    /** The memory that the data span. */
    int bytes() {
        return count * type.extent;
    }
}
