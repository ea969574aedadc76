package mpi;

import mpj.core.request.Operation;

/** What is known of a completed operation. MPI 5.0, section 3.2.5. */
public final class Status {
    private int source;
    private int tag;
    private final int index;
    private long bytes;
    private boolean cancelled;
    private int error;

    /** MPI's empty status, to be filled in by a receive of an object, as {@link Comm#recv(int, int, Status)}. */
    public Status() {
        this(MPI.ANY_SOURCE, MPI.ANY_TAG, 0);
    }

    /** A copy of another status. */
    public Status(Status other) {
        this(other.source, other.tag, other.bytes, other.cancelled, other.index);
        error = other.error;
    }

    Status(int source, int tag, long bytes) {
        this.source = source;
        this.tag = tag;
        this.bytes = bytes;
        this.index = 0;
    }

    private Status(int source, int tag, long bytes, boolean cancelled, int index) {
        this.source = source;
        this.tag = tag;
        this.bytes = bytes;
        this.cancelled = cancelled;
        this.index = index;
    }

    /** Makes this the status of a receive that has ended. */
    void set(Operation receive) {
        source = receive.source();
        tag = receive.tag();
        bytes = receive.bytes();
        cancelled = receive.isCancelled();
        error = MPI.SUCCESS;
    }

    /** The status of a receive or probe that has ended. */
    static Status of(Operation receive, int index) {
        return new Status(receive.source(), receive.tag(), receive.bytes(), receive.isCancelled(), index);
    }

    /** MPI's empty status, of sends and of null requests. */
    static Status empty(boolean cancelled, int index) {
        return new Status(MPI.ANY_SOURCE, MPI.ANY_TAG, 0, cancelled, index);
    }

    /** The same for another place in an array. */
    Status at(int newIndex) {
        if (newIndex == index) {
            return this;
        }
        Status moved = new Status(source, tag, bytes, cancelled, newIndex);
        moved.error = error;
        return moved;
    }

    /** Bytes of data received. */
    long bytes() {
        return bytes;
    }

    /** The rank of the message's source. */
    public int getSource() {
        return source;
    }

    /** Sets what {@link #getSource} will say. */
    public void setSource(int source) {
        this.source = source;
    }

    /** The tag of the message. */
    public int getTag() {
        return tag;
    }

    /** Sets what {@link #getTag} will say. */
    public void setTag(int tag) {
        this.tag = tag;
    }

    /**
     * The error class of the operation in a status of the {@link Request#getStatus} family, else 0: calls that complete an
     * operation which failed throw.
     */
    public int getError() {
        return error;
    }

    /** Sets what {@link #getError} will say. */
    public void setError(int error) {
        this.error = error;
    }

    /** The index of the request in the array, set by the Any and Some forms of wait and test; otherwise 0. */
    public int getIndex() {
        return index;
    }

    /**
     * The number of items received; {@link MPI#UNDEFINED} where the data are no whole number of items or where it does
     * not fit an int.
     */
    public int getCount(Datatype datatype) throws MPIException {
        return toInt(count(datatype, "getCount"));
    }

    /** {@link #getCount} without the limit of an int. */
    public Count getCountX(Datatype datatype) throws MPIException {
        return new Count(count(datatype, "getCountX"));
    }

    private long count(Datatype datatype, String operation) {
        long size = Datatype.layoutOf(operation, datatype).size();
        if (size == 0) {
            return bytes == 0 ? 0 : MPI.UNDEFINED;
        }
        return bytes % size == 0 ? bytes / size : MPI.UNDEFINED;
    }

    /** The number of basic elements received: two for each pair, for one. */
    public int getElements(Datatype datatype) throws MPIException {
        Datatype.layoutOf("getElements", datatype);
        return toInt(datatype.elementsIn(bytes));
    }

    /** {@link #getElements} without the limit of an int. */
    public Count getElementsX(Datatype datatype) throws MPIException {
        Datatype.layoutOf("getElementsX", datatype);
        return new Count(datatype.elementsIn(bytes));
    }

    private static int toInt(long count) {
        return count > Integer.MAX_VALUE ? MPI.UNDEFINED : (int) count;
    }

    /** Sets what {@link #getElements} will say. */
    public void setElements(Datatype datatype, int count) throws MPIException {
        setElements("setElements", datatype, count);
    }

    /** {@link #setElements(Datatype, int)} without the limit of an int. */
    public void setElements(Datatype datatype, long count) throws MPIException {
        setElements("setElements", datatype, count);
    }

    /** Sets what {@link #getElementsX} will say. */
    public void setElementsX(Datatype datatype, Count count) throws MPIException {
        if (count == null) {
            throw MPIException.argument(MPI.ERR_ARG, "setElementsX", "the count is null");
        }
        setElements("setElementsX", datatype, count.getCount());
    }

    private void setElements(String operation, Datatype datatype, long count) {
        Datatype.layoutOf(operation, datatype);
        if (count < 0) {
            throw MPIException.argument(MPI.ERR_COUNT, operation, "count " + count + " is negative");
        }
        bytes = datatype.bytesOf(count);
    }

    /** Whether the operation was cancelled. */
    public boolean isCancelled() throws MPIException {
        return cancelled;
    }

    /** Sets what {@link #isCancelled} will say. */
    public void setCancelled(boolean flag) throws MPIException {
        cancelled = flag;
    }

    @Override
    public String toString() {
        return "Status[source=" + source + ", tag=" + tag + ", bytes=" + bytes + (cancelled ? ", cancelled" : "")
                + (error == MPI.SUCCESS ? "]" : ", error=" + ErrorNames.of(error) + "]");
    }
}
