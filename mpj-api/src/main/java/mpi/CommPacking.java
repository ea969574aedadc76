package mpi;

import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/** Packs items of any datatypes one after the other into an array, for messages of {@link MPI#PACKED}. MPI 5.0, 5.2. */
public abstract class CommPacking extends CommHandle {
    CommPacking(String name) {
        super(name);
    }

    CommPacking(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /**
     * Packs items.
     *
     * @param outbuf takes the bytes from {@code position} on
     * @return the position after them
     * @throws MPIException ERR_TRUNCATE if they do not fit
     */
    public final int pack(@Nullable Object inbuf, int incount, Datatype type, byte[] outbuf, int position)
            throws MPIException {
        core();
        return (int) Packing.pack(call("pack"), inbuf, incount, type, outbuf, position);
    }

    /** {@link #pack(Object, int, Datatype, byte[], int)} of any number of items to any buffer. */
    public final long pack(@Nullable Object inbuf, long incount, Datatype type, Object outbuf, long position)
            throws MPIException {
        core();
        return Packing.pack(call("pack"), inbuf, incount, type, outbuf, position);
    }

    /**
     * Unpacks items.
     *
     * @param inbuf has the bytes from {@code position} on
     * @return the position after them
     * @throws MPIException ERR_TRUNCATE if there are not so many
     */
    public final int unpack(byte[] inbuf, int position, @Nullable Object outbuf, int outcount, Datatype type)
            throws MPIException {
        core();
        return (int) Packing.unpack(call("unpack"), inbuf, position, outbuf, outcount, type);
    }

    /** {@link #unpack(byte[], int, Object, int, Datatype)} of any number of items from any buffer. */
    public final long unpack(Object inbuf, long position, @Nullable Object outbuf, long outcount, Datatype type)
            throws MPIException {
        core();
        return Packing.unpack(call("unpack"), inbuf, position, outbuf, outcount, type);
    }

    /** The bytes that items take when packed; an error where they do not fit an int. */
    public final int packSize(int incount, Datatype type) throws MPIException {
        core();
        long size = Packing.size(call("packSize"), incount, type);
        if (size > Integer.MAX_VALUE) {
            throw MPIException.argument(
                    MPI.ERR_COUNT, "packSize", size + " does not fit an int: use the form with a long count");
        }
        return (int) size;
    }

    /** {@link #packSize(int, Datatype)} of any number of items. */
    public final long packSize(long incount, Datatype type) throws MPIException {
        core();
        return Packing.size(call("packSize"), incount, type);
    }
}
