package mpj.transport.rdma;

/**
 * Where memory that is longer than a region may be is cut into several.
 *
 * @param origin an address from which the pieces are counted, at most that of the memory
 * @param bytes the length of each piece but the last
 */
record Cut(long origin, long bytes) {
    private static final long PAGE = 4096;

    /** The cut of memory for a device whose regions have so many bytes at the most; at page boundaries. */
    static Cut of(long address, long length, long maxRegion) {
        return length <= maxRegion ? new Cut(address, Long.MAX_VALUE) : new Cut(address & -PAGE, maxRegion & -PAGE);
    }

    /** The number of the piece in which an address lies. */
    int piece(long address) {
        return (int) ((address - origin) / bytes);
    }

    /** How many bytes of the piece there are from an address on. */
    long reach(long address) {
        return bytes - (address - origin) % bytes;
    }
}
