package mpj.core.p2p;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import mpj.base.memory.BufferView;
import mpj.core.datatype.Layout;
import mpj.core.match.Matcher;
import mpj.core.match.Posted;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/** A receive. */
final class RecvOp extends Posted {
    private static final VarHandle IN_USE = inUseHandle();

    final BufferView view = new BufferView();
    /** Where a rendezvous puts the bytes: the view, or the staging memory of a layout with holes. */
    final BufferView target = new BufferView();

    final RemoteKey key = new RemoteKey();

    Layout layout = Layout.BYTES;
    long capacity;

    @Nullable
    Matcher matcher;

    int wantedSource;
    int wantedTag;
    /** Of a blocking call whose caller has not read it yet. Cleared with release by the reader, without the lock. */
    private boolean inUse;

    @Nullable
    Peer peer;

    long staging;
    int sendId;
    int id;
    boolean hasKey;
    long wanted;
    long received;

    /** Whether a blocking call may use it; the acquire pairs with the reader's release. Under the lock. */
    boolean take() {
        if ((boolean) IN_USE.getAcquire(this)) {
            return false;
        }
        inUse = true;
        return true;
    }

    /** The caller of the blocking call has read it. */
    void give() {
        IN_USE.setRelease(this, false);
    }

    void start(Matcher in, int source, int newTag, Layout shape, long bytes) {
        reset();
        matcher = in;
        wantedSource = source;
        wantedTag = newTag;
        layout = shape;
        capacity = bytes;
        peer = null;
        staging = 0;
        id = 0;
        wanted = 0;
        received = 0;
    }

    void matched(int from, int withTag, long total) {
        source = from;
        tag = withTag;
        bytes = Math.min(total, capacity);
    }

    private static VarHandle inUseHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(RecvOp.class, "inUse", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A receive from PROC_NULL. */
    void matchedNobody() {
        source = -2;
        tag = -1;
        bytes = 0;
    }

    void cancelled() {
        cancelled = true;
    }

    @Override
    public String describe() {
        return "receive of up to " + capacity + " bytes from "
                + (wantedSource == Matcher.ANY ? "any rank" : "rank " + wantedSource)
                + (wantedTag == Matcher.ANY ? ", any tag" : ", tag " + wantedTag);
    }
}
