package mpj.it.jobs;

/**
 * One message of the matrix: which rank sends it to which, from and into what memory, by which calls.
 *
 * @param tag also the number that the data are made of
 */
record Transfer(
        int sender,
        int receiver,
        int tag,
        MemoryKind from,
        MemoryKind to,
        ElementType type,
        int count,
        SendForm send,
        ReceiveForm receive) {

    /** Whether the bytes must be truth values, since an array of such is at one end. */
    boolean truths() {
        return from == MemoryKind.BOOLEANS || to == MemoryKind.BOOLEANS || type == ElementType.BOOLEAN;
    }

    /** The memory that the data span. */
    int bytes() {
        return count * type.extent;
    }

    /** Whether MPI allows this; a ready send needs a receive that is posted, a rank by itself must not block. */
    boolean isPossible() {
        if (receive == ReceiveForm.IRECV) {
            return true;
        }
        return !send.isReady() && !(sender == receiver && send.mayBlock());
    }
}
