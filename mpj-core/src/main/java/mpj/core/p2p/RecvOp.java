package mpj.core.p2p;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import mpj.base.memory.BufferView;
import mpj.core.ErrorClass;
import mpj.core.comm.Content;
import mpj.core.comm.Parts;
import mpj.core.datatype.Layout;
import mpj.core.match.Matcher;
import mpj.core.match.Posted;
import org.jspecify.annotations.Nullable;

/** A receive. */
final class RecvOp extends Posted {
    private static final VarHandle IN_USE = inUseHandle();

    final BufferView view = new BufferView();
    Layout layout = Layout.BYTES;
    long capacity;
    /** STREAM for any object, BUFFER for elements of any type, or the one kind of array that this one takes. */
    int expects;
    /** Where an object comes to, made when its size is known. */
    @Nullable
    Parts parts;
    /** The parts in place of the view where there are several. */
    @Nullable
    PartViews partViews;

    @Nullable
    Matcher matcher;

    int wantedSource;
    int wantedTag;
    /** Of a blocking call whose caller has not read it yet. Cleared with release by the reader, without the lock. */
    private boolean inUse;

    /** Of the last requested message that it met; kept for the next. */
    private @Nullable Transfer transfer;

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

    /** Its side of a message that the peer has requested to send. */
    Transfer transfer(Peer from) {
        Transfer one = transfer;
        if (one == null) {
            one = new Transfer(this, from);
            transfer = one;
        }
        one.peer = from;
        return one;
    }

    /** The message that is on its way to it; null if none is. */
    @Nullable
    Transfer moving() {
        Transfer one = transfer;
        return one == null || one.id == 0 ? null : one;
    }

    void start(Matcher in, int source, int newTag, Layout shape, long bytes) {
        reset();
        matcher = in;
        wantedSource = source;
        wantedTag = newTag;
        layout = shape;
        capacity = bytes;
        expects = Content.BUFFER;
        parts = null;
        partViews = null;
    }

    /**
     * Opens the view of the elements that this is to receive.
     *
     * @throws IllegalArgumentException if the object is no buffer
     * @throws IndexOutOfBoundsException if it is too short
     */
    void setBuffer(@Nullable Object buffer, long offset, long count) {
        if (layout.isDense(count)) {
            view.set(buffer, offset + layout.trueLb(), capacity);
            layout = Layout.BYTES;
        } else {
            layout.open(view, buffer, offset, count);
        }
    }

    /** Makes this a receive of any object. */
    void expectObject(Parts into) {
        expects = Content.STREAM;
        parts = into;
    }

    /**
     * Opens itself to a message of a content that is not a plain buffer, or as a receive that is not one; fails where
     * the two do not go together. The message is then received as one of no bytes.
     */
    void open(int from, int withTag, int content, long total, long @Nullable [] table) {
        String what = "the message from rank " + from + " with tag " + withTag + " is ";
        Parts into = parts;
        if (into == null ? !accepts(content) : content == Content.BUFFER) {
            refuse(ErrorClass.TYPE, what + mismatch(content));
            return;
        }
        String why = into == null ? null : into.allocate(content, total, table);
        if (why != null) {
            refuse(ErrorClass.NO_MEM, what + "an object that cannot be received: " + why);
        } else if (into != null) {
            capacity = total;
            if (table == null) {
                view.set(into.array(0), 0, total);
            } else {
                partViews = new PartViews(into);
            }
        }
    }

    /** Whether elements can be received from a message of this content. */
    private boolean accepts(int content) {
        return content == Content.BUFFER
                || Content.isArray(content) && (expects == Content.BUFFER || expects == content);
    }

    private String mismatch(int content) {
        String cure = "";
        if (content == Content.BUFFER) {
            cure = ": receive it with recv(buf, count, type, source, tag)";
        } else if (!Content.isArray(content)) {
            cure = ": receive it with recv(source, tag)";
        }
        return Content.describe(content) + ", the receive is one of " + Content.describe(expects) + cure;
    }

    private void refuse(int why, String message) {
        capacity = 0;
        fail(why, message);
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
        return (parts == null ? "receive of up to " + capacity + " bytes from " : "receive of an object from ")
                + (wantedSource == Matcher.ANY ? "any rank" : "rank " + wantedSource)
                + (wantedTag == Matcher.ANY ? ", any tag" : ", tag " + wantedTag);
    }
}
