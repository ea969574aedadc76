package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class UserOpTest {
    /** {@code inOut = 10 * in + inOut}: shows which operand is which. */
    private static final class Digits extends UserFunction {
        final List<String> calls = new ArrayList<>();

        @Override
        public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
            calls.add(inVec.getClass().getSimpleName() + " " + count + " " + datatype.getName());
            int[] in = (int[]) inVec;
            int[] inOut = (int[]) inOutVec;
            for (int i = 0; i < in.length; i++) {
                inOut[i] = 10 * in[i] + inOut[i];
            }
        }
    }

    private static final class Or extends UserFunction {
        @Override
        public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
            boolean[] in = (boolean[]) inVec;
            boolean[] inOut = (boolean[]) inOutVec;
            for (int i = 0; i < count; i++) {
                inOut[i] |= in[i];
            }
        }

        @Override
        public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) {
            throw new AssertionError("booleans come as arrays");
        }
    }

    /** Writes where it was called and with what. */
    private static final class OnBuffers extends UserFunction {
        boolean called;

        @Override
        public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) {
            called = true;
            assertTrue(in.isDirect() && inOut.isDirect());
            assertEquals(ByteOrder.nativeOrder(), inOut.order());
            assertEquals(count * 16, in.capacity());
            assertSame(MPI.LONG_INT, datatype);
            inOut.putLong(0, in.getLong(0) + 1);
            inOut.putLong(16, in.getLong(16) + 1);
        }
    }

    private static final class Neither extends UserFunction {}

    private static Reducer reducer(Op op, Datatype type) {
        return Op.reducerOf(null, "reduce", op, type, Datatype.layoutOf("reduce", type));
    }

    @Test
    void arraysOfTheBaseTypeAreGivenUnlessBuffersAreAskedFor() {
        Digits digits = new Digits();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_INT, 1, 2, 3);
            MemorySegment inOut = arena.allocateFrom(ValueLayout.JAVA_INT, 4, 5, 6);
            Reducer reducer = reducer(new Op(digits, false), MPI.INT);
            assertFalse(reducer.isCommutative());
            reducer.reduce(in.address(), inOut.address(), 3);
            assertArrayEquals(new int[] {14, 25, 36}, inOut.toArray(ValueLayout.JAVA_INT));
            assertArrayEquals(new int[] {1, 2, 3}, in.toArray(ValueLayout.JAVA_INT));
        }
        assertEquals(List.of("int[] 3 MPI_INT32_T"), digits.calls);
    }

    @Test
    void booleansComeAsArrays() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 1, (byte) 0, (byte) 0);
            MemorySegment inOut = arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 0, (byte) 0, (byte) 1);
            reducer(new Op(new Or(), true), MPI.BOOLEAN).reduce(in.address(), inOut.address(), 3);
            assertArrayEquals(new byte[] {1, 0, 1}, inOut.toArray(ValueLayout.JAVA_BYTE));
        }
    }

    @Test
    void buffersAreViewsOfTheMemory() {
        OnBuffers function = new OnBuffers();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocate(32, 8);
            MemorySegment inOut = arena.allocate(32, 8);
            in.set(ValueLayout.JAVA_LONG, 16, 7);
            reducer(new Op(function, true), MPI.LONG_INT).reduce(in.address(), inOut.address(), 2);
            assertEquals(1, inOut.get(ValueLayout.JAVA_LONG, 0));
            assertEquals(8, inOut.get(ValueLayout.JAVA_LONG, 16));
        }
        assertTrue(function.called);
    }

    @Test
    void everyBaseTypeSurvivesTheCopyToArraysAndBack() {
        ByteBuffer bytes = MPI.newByteBuffer(16);
        for (int i = 0; i < 16; i++) {
            bytes.put(i, (byte) (i * 17 + 3));
        }
        for (Datatype.Base base : Datatype.Base.values()) {
            if (base == Datatype.Base.BOOLEAN) {
                continue;
            }
            Object array = BaseArrays.copyOf(base, bytes);
            assertEquals(16 / base.bytes, java.lang.reflect.Array.getLength(array));
            ByteBuffer back = MPI.newByteBuffer(16);
            BaseArrays.copyTo(back, array);
            assertEquals(bytes, back, base.name());
        }
    }

    @Test
    void aFunctionWithoutAnyFormIsUnsupported() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(8, 8);
            Reducer reducer = reducer(new Op(new Neither(), true), MPI.INT);
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> reducer.reduce(memory.address(), memory.address(), 1));
        }
    }

    @Test
    void aUserOpIsNullBeforeUseAndAfterFree() {
        Op op = new Op(new Digits(), false);
        assertTrue(op.isNull());
        reducer(op, MPI.INT);
        assertFalse(op.isNull());
        op.free();
        assertTrue(op.isNull());
        op.free();
        MPIException e = assertThrows(MPIException.class, () -> reducer(op, MPI.INT));
        assertEquals(MPI.ERR_OP, e.getErrorClass());
        assertEquals("MPI_ERR_OP: reduce: the operation has been freed", e.getMessage());
    }

    @Test
    void predefinedOpsCannotBeFreed() {
        MPIException e = assertThrows(MPIException.class, () -> MPI.MAX.free());
        assertEquals("MPI_ERR_OP: free: MPI_MAX is predefined and cannot be freed", e.getMessage());
        assertFalse(MPI.MAX.isNull());
    }

    @Test
    void predefinedOpsKnowTheirTypes() {
        Datatype[] numbers = {MPI.BYTE, MPI.CHAR, MPI.SHORT, MPI.BOOLEAN, MPI.INT, MPI.LONG, MPI.FLOAT, MPI.DOUBLE};
        Datatype[] pairs = {MPI.INT2, MPI.SHORT_INT, MPI.LONG_INT, MPI.FLOAT_INT, MPI.DOUBLE_INT};
        for (Datatype type : numbers) {
            assertTrue(reducer(MPI.MAX, type).isCommutative());
            assertTrue(reducer(MPI.SUM, type).isCommutative());
            assertNotAllowed(MPI.MINLOC, type);
        }
        for (Datatype type : pairs) {
            assertTrue(reducer(MPI.MAXLOC, type).isCommutative());
            assertNotAllowed(MPI.SUM, type);
        }
        assertTrue(reducer(MPI.PROD, MPI.FLOAT_COMPLEX).isCommutative());
        assertNotAllowed(MPI.MAX, MPI.DOUBLE_COMPLEX);
        assertNotAllowed(MPI.BAND, MPI.DOUBLE);
        assertNotAllowed(MPI.SUM, MPI.PACKED);
        assertNotAllowed(MPI.REPLACE, MPI.INT);
        assertNotAllowed(MPI.NO_OP, MPI.INT);
    }

    private static void assertNotAllowed(Op op, Datatype type) {
        MPIException e = assertThrows(MPIException.class, () -> reducer(op, type));
        assertEquals(MPI.ERR_OP, e.getErrorClass());
        assertEquals(
                "MPI_ERR_OP: reduce: " + op + " is not defined for elements of type " + type.getName(),
                e.getMessage());
    }

    @Test
    void lambdasOnTypedBuffers() {
        Op digits = Op.create(
                IntBuffer.class,
                (in, inOut) -> {
                    for (int i = 0; i < inOut.limit(); i++) {
                        inOut.put(i, 10 * in.get(i) + inOut.get(i));
                    }
                },
                false);
        assertFalse(digits.isCommutative());
        assertFalse(digits.isPredefined());
        int[] inOut = {3, 4};
        digits.reduceLocal(new int[] {1, 2}, inOut, 2, MPI.INT);
        assertArrayEquals(new int[] {13, 24}, inOut);
        MPIException e = assertThrows(
                MPIException.class, () -> digits.reduceLocal(new double[1], new double[1], 1, MPI.DOUBLE));
        assertEquals(MPI.ERR_OP, e.getErrorClass());
        assertEquals(
                "MPI_ERR_OP: reduceLocal: the user operation on IntBuffers is not defined for elements of type MPI_DOUBLE",
                e.getMessage());
    }

    @Test
    void everyClassOfBuffersSeesItsElements() {
        assertView(CharBuffer.class, MPI.CHAR, new char[] {5}, (in, inOut) -> inOut.put(0, in.get(0)), new char[1]);
        assertView(ShortBuffer.class, MPI.SHORT, new short[] {5}, (in, inOut) -> inOut.put(0, in.get(0)), new short[1]);
        assertView(LongBuffer.class, MPI.LONG, new long[] {5}, (in, inOut) -> inOut.put(0, in.get(0)), new long[1]);
        assertView(FloatBuffer.class, MPI.FLOAT, new float[] {5}, (in, inOut) -> inOut.put(0, in.get(0)), new float[1]);
        assertView(
                DoubleBuffer.class, MPI.DOUBLE, new double[] {5}, (in, inOut) -> inOut.put(0, in.get(0)), new double[1]);
        assertView(ByteBuffer.class, MPI.INT, new int[] {5}, (in, inOut) -> inOut.putInt(0, in.getInt(0)), new int[1]);
        assertView(MemorySegment.class, MPI.LONG, new long[] {5}, (in, inOut) -> inOut.copyFrom(in), new long[1]);
        assertView(
                ByteBuffer.class, MPI.BOOLEAN, new boolean[] {true}, (in, inOut) -> inOut.put(0, in.get(0)),
                new boolean[1]);
        MPIException e = assertThrows(MPIException.class, () -> Op.create(String.class, (_, _) -> {}, true));
        assertEquals(MPI.ERR_ARG, e.getErrorClass());
    }

    private static <B> void assertView(Class<B> buffers, Datatype type, Object in, BiConsumer<B, B> copy, Object to) {
        Comm.reduceLocal(in, to, 1, type, Op.create(buffers, copy, true));
        assertEquals(java.lang.reflect.Array.get(in, 0), java.lang.reflect.Array.get(to, 0));
    }

    @Test
    void localReductionsOfEveryKindOfMemory() {
        int count = 5000;
        int[] in = new int[count];
        int[] expected = new int[count];
        for (int i = 0; i < count; i++) {
            in[i] = i;
            expected[i] = i + 7;
        }
        Object[] operands = {in, IntBuffer.wrap(in), MemorySegment.ofArray(in), direct(in)};
        for (Object operand : operands) {
            int[] array = new int[count];
            Arrays.fill(array, 7);
            MPI.SUM.reduceLocal(operand, array, count, MPI.INT);
            assertArrayEquals(expected, array);
            IntBuffer buffer = MPI.newIntBuffer(count);
            for (int i = 0; i < count; i++) {
                buffer.put(i, 7);
            }
            Comm.reduceLocal(operand, buffer, count, MPI.INT, MPI.SUM);
            int[] result = new int[count];
            buffer.get(0, result);
            assertArrayEquals(expected, result);
        }
        byte[] pairs = new byte[16];
        ByteBuffer.wrap(pairs).order(ByteOrder.nativeOrder()).putShort(0, (short) 4).putInt(4, 9);
        byte[] best = new byte[16];
        MPI.MAXLOC.reduceLocal(pairs, best, 2, MPI.SHORT_INT);
        assertEquals(4, ByteBuffer.wrap(best).order(ByteOrder.nativeOrder()).getShort(0));
        assertEquals(9, ByteBuffer.wrap(best).order(ByteOrder.nativeOrder()).getInt(4));
    }

    private static IntBuffer direct(int[] values) {
        return MPI.newIntBuffer(values.length).put(0, values);
    }

    @Test
    @NullUnmarked // nulls on purpose
    void localReductionsThatCannotBe() {
        int[] one = new int[1];
        assertLocalError(MPI.ERR_BUFFER, () -> MPI.SUM.reduceLocal(one, one, 2, MPI.INT));
        assertLocalError(MPI.ERR_BUFFER, () -> MPI.SUM.reduceLocal(null, one, 1, MPI.INT));
        assertLocalError(MPI.ERR_BUFFER, () -> MPI.SUM.reduceLocal(
                one, IntBuffer.wrap(one).asReadOnlyBuffer(), 1, MPI.INT));
        assertLocalError(MPI.ERR_COUNT, () -> MPI.SUM.reduceLocal(one, one, -1, MPI.INT));
        assertLocalError(MPI.ERR_TYPE, () -> MPI.SUM.reduceLocal(one, one, 1, MPI.DATATYPE_NULL));
        assertLocalError(MPI.ERR_OP, () -> Comm.reduceLocal(one, one, 1, MPI.INT, null));
        assertLocalError(MPI.ERR_OP, () -> MPI.OP_NULL.reduceLocal(one, one, 1, MPI.INT));
        assertLocalError(MPI.ERR_OP, () -> MPI.MINLOC.reduceLocal(one, one, 1, MPI.INT));
        MPI.OP_NULL.free();
        assertTrue(MPI.OP_NULL.isNull());
        assertTrue(MPI.SUM.isPredefined());
        MPI.SUM.reduceLocal(null, null, 0, MPI.INT);
    }

    private static void assertLocalError(int errorClass, Executable call) {
        assertEquals(errorClass, assertThrows(MPIException.class, call).getErrorClass());
    }

    @Test
    void operationsOnObjects() {
        int sum = MPI.SUM.apply(3, 4);
        String joined = MPI.SUM.apply("a", "b");
        double greater = MPI.MAX.apply(4.5, 1.0);
        assertEquals(7, sum);
        assertEquals("ab", joined);
        assertEquals(4.5, greater);
        assertLocalError(MPI.ERR_OP, () -> MPI.REPLACE.apply(1, 2));
    }
}
