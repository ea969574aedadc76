package mpi;

/** A handle whose resources the program gives back, by {@link #free} or at the end of a {@code try}. */
public interface Freeable extends AutoCloseable {
    /** Gives the resources back; the handle is null afterwards. */
    void free() throws MPIException;

    /** Whether this is a null handle: freed, or one that never stood for anything. */
    boolean isNull();

    /** {@link #free}, unless the handle is null. */
    @Override
    default void close() throws MPIException {
        if (!isNull()) {
            free();
        }
    }
}
