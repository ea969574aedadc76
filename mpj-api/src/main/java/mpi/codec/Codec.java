package mpi.codec;

import org.jspecify.annotations.Nullable;

/**
 * Writes objects to messages and reads them again.
 *
 * <p>All ranks use the same one: set it by {@link mpi.MPI#setCodec} or, if it is a {@link java.util.ServiceLoader}
 * service, by its name ({@code mpjexec --codec NAME}, or the environment variable {@code MPJ_CODEC}). An exception that
 * either method throws comes out of the communication call as the cause of an {@link mpi.MPIException}. mpi4py:
 * {@code MPI.pickle}.
 */
public interface Codec {
    /** The name, of at most 100 letters; each message carries it, so that a rank with another codec notices. */
    String name();

    /**
     * Writes an object.
     *
     * @throws Exception if it cannot be written; nothing is sent then
     */
    void write(Object object, CodecOutput out) throws Exception;

    /**
     * Reads what {@link #write} wrote.
     *
     * <p>Classes whose names come from the message are to be found by {@link CodecInput#classNamed}, which refuses what
     * the filter refuses.
     *
     * @throws Exception if there is no such object; the message is consumed then
     */
    @Nullable
    Object read(CodecInput in) throws Exception;

    /** The classes that may come out of messages. */
    default ClassFilter filter() {
        return ClassFilter.ofProgram();
    }
}
