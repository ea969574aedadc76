package mpj.core.p2p;

import mpj.base.memory.BufferView;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/** A send that did not leave at once. */
final class SendOp extends Operation {
    final BufferView view = new BufferView();
    final RemoteKey key = new RemoteKey();
    final RemoteKey peerKey = new RemoteKey();

    @Nullable
    Peer peer;

    /** Of elements with holes, to be packed piece by piece; null where the view is the message. */
    @Nullable
    Layout layout;

    /** The parts of an object, in place of the view. */
    @Nullable
    PartViews parts;

    long @Nullable [] table;

    long context;
    int dest;
    int sequence;
    boolean synchronous;
    /** Of a blocking call: goes back to the pool. */
    boolean pooled;
    /** Nobody waits for it: a buffered send, or a freed request. */
    boolean detached;

    long length;
    /** A copy of the message, or of the piece of it that was packed last, which this send owns; 0 if none. */
    long staging;

    long stagingBytes;
    /** Where in the message the packed piece begins, and its bytes; 0 if there is none. */
    long packedFrom;

    long packedBytes;
    /** The attached buffer that it takes room of, and its number there; null if it is not buffered. */
    SendBuffer.@Nullable Space space;

    long spaceNumber;

    int id;
    boolean exported;
    /** Whether the receiver hears of the end of the put without a message. */
    boolean noted;

    int receiveId;
    long wanted;
    long sent;

    @Nullable
    SendOp link;

    /** What the message's header says: rank and content. */
    int origin() {
        return source;
    }

    void start(Peer to, long ctx, int origin, int destRank, int newTag, boolean sync, long bytes) {
        reset();
        peer = to;
        context = ctx;
        source = origin;
        dest = destRank;
        tag = newTag;
        synchronous = sync;
        length = bytes;
        this.bytes = bytes;
        layout = null;
        parts = null;
        table = null;
        staging = 0;
        stagingBytes = 0;
        packedBytes = 0;
        space = null;
        detached = false;
        id = 0;
        exported = false;
        receiveId = 0;
        wanted = 0;
        sent = 0;
    }

    /** Takes room of an attached buffer. */
    void buffer(SendBuffer.Space room) {
        space = room;
        spaceNumber = room.begin(bytes);
        detached = true;
    }

    @Override
    public String describe() {
        return "send of " + length + " bytes to rank " + dest + ", tag " + tag;
    }
}
