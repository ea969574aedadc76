package mpi;

/**
 * What happens when communication fails: {@link MPI#ERRORS_ARE_FATAL}, {@link MPI#ERRORS_ABORT} or
 * {@link MPI#ERRORS_RETURN}. Errors in arguments throw an {@link MPIException} under any of them. MPI 5.0, section 9.3.
 */
public final class Errhandler {
    static final Errhandler FATAL = new Errhandler("MPI_ERRORS_ARE_FATAL");
    static final Errhandler ABORT = new Errhandler("MPI_ERRORS_ABORT");
    static final Errhandler RETURN = new Errhandler("MPI_ERRORS_RETURN");

    private final String name;

    private Errhandler(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
