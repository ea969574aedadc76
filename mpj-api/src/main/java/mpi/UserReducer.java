package mpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import mpj.base.memory.RawMemory;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;

/** Hands native operands to a user's function, as byte buffers over the same memory. */
final class UserReducer implements Reducer {
    private final UserFunction function;
    private final boolean commute;
    private final Datatype type;
    private final long extent;

    UserReducer(UserFunction function, boolean commute, Datatype type, Layout layout) {
        this.function = function;
        this.commute = commute;
        this.type = type;
        this.extent = layout.extent();
    }

    Datatype type() {
        return type;
    }

    @Override
    public boolean isCommutative() {
        return commute;
    }

    @Override
    public boolean runsUserCode() {
        return true;
    }

    /** A byte buffer holds less than 2 GiB: more elements than that take several calls of the function. */
    @Override
    public void reduce(long in, long inOut, long count) {
        long most = Integer.MAX_VALUE / extent;
        for (long done = 0; done < count; ) {
            int n = (int) Math.min(most, count - done);
            function.apply(
                    view(in + done * extent, n * extent), view(inOut + done * extent, n * extent), n, type);
            done += n;
        }
    }

    private static ByteBuffer view(long address, long bytes) {
        return RawMemory.ALL.asSlice(address, bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    }
}
