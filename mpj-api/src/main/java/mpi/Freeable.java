package mpi;

/** A handle whose resources the program gives back. */
public interface Freeable {
    /** Gives the resources back; the handle is null afterwards. */
    void free() throws MPIException;
}
