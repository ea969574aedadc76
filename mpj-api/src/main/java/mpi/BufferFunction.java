package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A user's function on buffers of one class, as {@link Op#create} takes it. */
final class BufferFunction<B> extends UserFunction {
    private final View<B> view;
    private final BiConsumer<B, B> function;

    /**
     * How bytes are seen as a buffer.
     *
     * @param base the base type that datatypes must have; null: any
     */
    private record View<B>(Class<B> type, Datatype.@Nullable Base base, Function<ByteBuffer, B> of) {}

    private static final Map<Class<?>, View<?>> VIEWS = Map.of(
            ByteBuffer.class, new View<>(ByteBuffer.class, null, bytes -> bytes),
            MemorySegment.class, new View<>(MemorySegment.class, null, MemorySegment::ofBuffer),
            CharBuffer.class, new View<>(CharBuffer.class, Datatype.Base.CHAR, ByteBuffer::asCharBuffer),
            ShortBuffer.class, new View<>(ShortBuffer.class, Datatype.Base.SHORT, ByteBuffer::asShortBuffer),
            IntBuffer.class, new View<>(IntBuffer.class, Datatype.Base.INT, ByteBuffer::asIntBuffer),
            LongBuffer.class, new View<>(LongBuffer.class, Datatype.Base.LONG, ByteBuffer::asLongBuffer),
            FloatBuffer.class, new View<>(FloatBuffer.class, Datatype.Base.FLOAT, ByteBuffer::asFloatBuffer),
            DoubleBuffer.class, new View<>(DoubleBuffer.class, Datatype.Base.DOUBLE, ByteBuffer::asDoubleBuffer));

    private BufferFunction(View<B> view, BiConsumer<B, B> function) {
        this.view = view;
        this.function = function;
    }

    @SuppressWarnings("unchecked") // the map's values have the types of its keys
    static <B> BufferFunction<B> of(Class<B> buffers, BiConsumer<B, B> function) {
        View<B> view = (View<B>) VIEWS.get(buffers);
        if (view == null) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    "Op.create",
                    buffers + " is no class of operands: give one of the NIO buffers or MemorySegment");
        }
        return new BufferFunction<>(view, function);
    }

    @Override
    void checkTakes(@Nullable CommHandle comm, String operation, Datatype type) {
        if (view.base != null && view.base != type.base()) {
            throw MPIException.argument(
                    MPI.ERR_OP,
                    Call.of(comm, operation),
                    "the user operation on " + view.type.getSimpleName() + "s is not defined for elements of type "
                            + type.getName());
        }
    }

    @Override
    void apply(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) {
        function.accept(view.of.apply(in), view.of.apply(inOut));
    }
}
