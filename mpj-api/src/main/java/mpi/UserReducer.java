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
    private final Layout layout;

    UserReducer(UserFunction function, boolean commute, Datatype type, Layout layout) {
        this.function = function;
        this.commute = commute;
        this.type = type;
        this.layout = layout;
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

    /**
     * A byte buffer holds less than 2 GiB: more elements than that take several calls of the function. Of elements
     * without data there is nothing to call it for.
     */
    @Override
    public void reduce(long in, long inOut, long count) {
        if (layout.size() == 0) {
            return;
        }
        long extent = layout.extent();
        long most = Math.max(1, (Integer.MAX_VALUE - layout.span(1)) / extent);
        for (long done = 0; done < count; ) {
            int n = (int) Math.min(most, count - done);
            // elements may reach beyond their extent, into those that follow
            long bytes = Math.max(n * extent, layout.span(n));
            function.apply(view(in + done * extent, bytes), view(inOut + done * extent, bytes), n, type);
            done += n;
        }
    }

    private static ByteBuffer view(long address, long bytes) {
        return RawMemory.ALL.asSlice(address, bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    }
}
