package mpj.it.jobs;

import mpi.Datatype;
import mpi.UserFunction;

/**
 * Composition of the maps {@code x -> a x + b} in arithmetic modulo 2^32: associative, not commutative. A map is a long,
 * its upper half is a.
 */
final class Composition extends UserFunction {
    @Override
    public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
        long[] in = (long[]) inVec;
        long[] inOut = (long[]) inOutVec;
        for (int i = 0; i < count; i++) {
            inOut[i] = compose(in[i], inOut[i]);
        }
    }

    static long compose(long left, long right) {
        int a = (int) (left >> 32) * (int) (right >> 32);
        int b = (int) (left >> 32) * (int) right + (int) left;
        return (long) a << 32 | b & 0xFFFF_FFFFL;
    }
}
