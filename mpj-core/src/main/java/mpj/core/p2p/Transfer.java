package mpj.core.p2p;

import mpj.base.memory.BufferView;
import mpj.transport.RemoteKey;

/** A requested message on its way to its receive. Apart from it, so that receives of eager messages are small. */
final class Transfer {
    final RecvOp op;
    Peer peer;
    /** Where the bytes go: the view of the receive, in the shape of its layout. */
    final BufferView target = new BufferView();

    /** How the sender's memory can be reached, if it can. */
    final RemoteKey key = new RemoteKey();

    boolean hasKey;
    /** How the sender may reach the target, while it is exported. */
    final RemoteKey exportKey = new RemoteKey();

    boolean exported;
    int sendId;
    /** The receive's number; 0 before the message moves and when it is there. */
    int id;

    long wanted;
    long received;

    Transfer(RecvOp op, Peer peer) {
        this.op = op;
        this.peer = peer;
    }
}
