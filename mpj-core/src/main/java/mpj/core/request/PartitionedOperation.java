package mpj.core.request;

/** A message in pieces, to be started again and again. MPI 5.0, chapter 4. */
public abstract class PartitionedOperation extends Operation {
    private final int partitions;

    protected PartitionedOperation(int partitions) {
        this.partitions = partitions;
    }

    /** The number of pieces on this side. */
    public final int partitions() {
        return partitions;
    }

    /** Whether it sends. */
    public abstract boolean sends();

    /** Makes it active; it is not. */
    public abstract void start();

    /**
     * Gives the pieces {@code low} to {@code high} of an active send away, both included.
     *
     * @throws mpj.core.EngineException ARG where one of them has been given away already; none is then
     */
    public abstract void ready(int low, int high);

    /** The bytes of the message, which may be fewer than a receive has room for; 0 as long as it does not know. */
    public abstract long messageBytes();

    /** Whether a piece of a receive has come since the start. */
    public abstract boolean arrived(int partition);
}
