package mpi;

import java.nio.ByteBuffer;

/** Copies bytes to arrays of a base type and back; positions of the buffers do not move. */
final class BaseArrays {
    private BaseArrays() {}

    /** An array with the content of a whole buffer in native order. */
    static Object copyOf(Datatype.Base base, ByteBuffer from) {
        int n = from.capacity() / base.bytes;
        return switch (base) {
            case BYTE -> {
                byte[] a = new byte[n];
                from.get(0, a);
                yield a;
            }
            case BOOLEAN -> {
                boolean[] a = new boolean[n];
                for (int i = 0; i < n; i++) {
                    a[i] = from.get(i) != 0;
                }
                yield a;
            }
            case CHAR -> {
                char[] a = new char[n];
                from.asCharBuffer().get(0, a);
                yield a;
            }
            case SHORT -> {
                short[] a = new short[n];
                from.asShortBuffer().get(0, a);
                yield a;
            }
            case INT -> {
                int[] a = new int[n];
                from.asIntBuffer().get(0, a);
                yield a;
            }
            case LONG -> {
                long[] a = new long[n];
                from.asLongBuffer().get(0, a);
                yield a;
            }
            case FLOAT -> {
                float[] a = new float[n];
                from.asFloatBuffer().get(0, a);
                yield a;
            }
            case DOUBLE -> {
                double[] a = new double[n];
                from.asDoubleBuffer().get(0, a);
                yield a;
            }
        };
    }

    /** Writes an array that {@link #copyOf} made to the buffer. */
    static void copyTo(ByteBuffer to, Object array) {
        switch (array) {
            case byte[] a -> to.put(0, a);
            case boolean[] a -> {
                for (int i = 0; i < a.length; i++) {
                    to.put(i, a[i] ? (byte) 1 : 0);
                }
            }
            case char[] a -> to.asCharBuffer().put(0, a);
            case short[] a -> to.asShortBuffer().put(0, a);
            case int[] a -> to.asIntBuffer().put(0, a);
            case long[] a -> to.asLongBuffer().put(0, a);
            case float[] a -> to.asFloatBuffer().put(0, a);
            case double[] a -> to.asDoubleBuffer().put(0, a);
            default -> throw new IllegalArgumentException("no array of a primitive type: " + array.getClass());
        }
    }
}
