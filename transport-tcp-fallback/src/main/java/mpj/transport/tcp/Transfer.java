package mpj.transport.tcp;

import mpj.base.memory.BufferView;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/**
 * A piece of this rank's memory and what is happening to it: exported for a peer, being filled by a get of ours, or
 * being sent. Reused; belongs to one link at a time.
 */
final class Transfer {
    final BufferView view = new BufferView();
    @Nullable
    Link link;

    /** Its place in {@link Slots}. */
    long number;
    /** Where in the view the bytes begin, how many they are and how many of them are done. */
    long offset;

    long length;
    long done;
    /** What the engine called the operation. */
    long token;

    /** The kind of its frames, where it is sent. */
    int kind;
    /** The peer's number: of the get that this answers, or of the memory that this is put into. */
    long peerNumber;
    /** Where in the peer's memory the first byte goes. */
    long peerOffset;
    /** {@link Frame#PUT_END} and {@link Frame#PUT_DONE}: what they say. */
    int status;

    /** Whether its last frame has been begun. */
    boolean ended;

    /** The export that this answers a get from; 0 if it is none. */
    long source;

    @Nullable
    Transfer next;

    void set(Link owner, BufferView memory, long from, long bytes) {
        link = owner;
        view.set(memory);
        offset = from;
        length = bytes;
        done = 0;
        status = Status.OK;
        ended = false;
        source = 0;
        next = null;
    }
}
