package mpi;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a user's {@link Op} does: {@code inOut[i] = in[i] op inOut[i]}, {@code in} being the operand of the lower rank.
 *
 * <p>Override one of the two methods: the one on byte buffers works on the library's memory without a copy, the one on
 * arrays is easier to write. For {@link MPI#BOOLEAN} the one on arrays is called. An exception thrown by the function
 * comes out of the reduction. MPI 5.0, section 6.9.5.
 */
public abstract class UserFunction {
    /** For subclasses. */
    public UserFunction() {}

    /**
     * Combines {@code count} elements in arrays of the datatype's base type: {@code int[]} for {@link MPI#INT},
     * {@code float[]} (real and imaginary parts in turn) for {@link MPI#FLOAT_COMPLEX}, {@code byte[]} in native order
     * for pairs.
     */
    public void call(Object inVec, Object inOutVec, int count, Datatype datatype) throws MPIException {
        throw new UnsupportedOperationException("Not supported yet.");
    }

    /**
     * Combines {@code count} elements in direct buffers in native order, which hold {@code count} times the extent in
     * bytes. Unless overridden it copies to arrays, calls the other method and copies the result back.
     */
    public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) throws MPIException {
        Object inVec = BaseArrays.copyOf(datatype.base(), in);
        Object inOutVec = BaseArrays.copyOf(datatype.base(), inOut);
        call(inVec, inOutVec, count, datatype);
        BaseArrays.copyTo(inOut, inOutVec);
    }

    /** Throws ERR_OP where the function has nothing to say of elements of this type. */
    void checkTakes(@Nullable CommHandle comm, String operation, Datatype type) {}

    /** Calls whichever form the datatype asks for. */
    void apply(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) {
        if (datatype.base() != Datatype.Base.BOOLEAN) {
            call(in, inOut, count, datatype);
            return;
        }
        Object inOutVec = BaseArrays.copyOf(datatype.base(), inOut);
        call(BaseArrays.copyOf(datatype.base(), in), inOutVec, count, datatype);
        BaseArrays.copyTo(inOut, inOutVec);
    }
}
