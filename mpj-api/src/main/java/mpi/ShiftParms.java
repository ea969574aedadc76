package mpi;

/** The partners of a shift along a dimension; what {@link CartComm#shift} gives. */
public final class ShiftParms {
    private final int source;
    private final int dest;

    ShiftParms(int source, int dest) {
        this.source = source;
        this.dest = dest;
    }

    /** The rank from which data come, {@link MPI#PROC_NULL} beyond the border. */
    public int getRankSource() {
        return source;
    }

    /** The rank to which data go, {@link MPI#PROC_NULL} beyond the border. */
    public int getRankDest() {
        return dest;
    }
}
