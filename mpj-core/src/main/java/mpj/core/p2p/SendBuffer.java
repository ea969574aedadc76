package mpj.core.p2p;

import java.util.ArrayList;
import java.util.List;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A place where a program attaches space for buffered sends: a communicator, a session or the process. A send takes
 * space of its communicator; where nothing is attached to that, of what is next in this order. MPI 5.0, section 3.6.
 *
 * <p>The messages lie in memory of the engine's own; of what is attached only the size counts.
 */
public final class SendBuffer {
    /** The size of space that grows with what is sent. */
    public static final long AUTOMATIC = Long.MAX_VALUE;

    /** Bytes that each message takes beside its data. */
    public static final int OVERHEAD = 128;

    private final Progress progress;
    private @Nullable SendBuffer wider;
    private @Nullable Space space;

    SendBuffer(Progress progress, @Nullable SendBuffer wider) {
        this.progress = progress;
        this.wider = wider;
    }

    /** Has sends that find nothing attached here look there: of a communicator that comes from a session. */
    public void within(SendBuffer session) {
        progress.lock();
        try {
            wider = session;
        } finally {
            progress.unlock();
        }
    }

    /** Has them look where those of another communicator do, from which this one is derived. */
    public void besides(SendBuffer parent) {
        SendBuffer next = parent.wider;
        if (next != null) {
            within(next);
        }
    }

    /**
     * Attaches space of {@code bytes} bytes.
     *
     * @param buffer what {@link #detach} is to give back
     * @throws EngineException BUFFER where something is attached already
     */
    public void attach(Object buffer, long bytes) {
        progress.lock();
        try {
            if (space != null) {
                throw new EngineException(ErrorClass.BUFFER, "a buffer is attached already");
            }
            space = new Space(buffer, bytes);
        } finally {
            progress.unlock();
        }
    }

    /** What is attached; null if nothing is. */
    public @Nullable Object attached() {
        progress.lock();
        try {
            return space == null ? null : space.buffer;
        } finally {
            progress.unlock();
        }
    }

    /**
     * Waits until the sends that use the space have left, and takes it away; what was attached.
     *
     * @throws EngineException BUFFER where nothing is attached
     */
    public Object detach() {
        progress.lock();
        try {
            Space detached = space;
            if (detached == null) {
                throw new EngineException(ErrorClass.BUFFER, "no buffer is attached");
            }
            space = null;
            progress.await(detached.flush());
            return detached.buffer;
        } finally {
            progress.unlock();
        }
    }

    /**
     * An operation that is over when the sends have left that use the space now.
     *
     * @throws EngineException BUFFER where nothing is attached
     */
    public Operation flush() {
        progress.lock();
        try {
            if (space == null) {
                throw new EngineException(ErrorClass.BUFFER, "no buffer is attached");
            }
            return space.flush();
        } finally {
            progress.unlock();
        }
    }

    /**
     * The space for a message, in which there is room for it; under the lock.
     *
     * @throws EngineException BUFFER where there is not enough
     */
    Space room(long bytes) {
        SendBuffer place = this;
        while (place.space == null && place.wider != null) {
            place = place.wider;
        }
        Space found = place.space;
        if (found == null || !found.hasRoom(bytes)) {
            throw new EngineException(
                    ErrorClass.BUFFER,
                    "buffered send: " + bytes + " + " + OVERHEAD + " bytes do not fit"
                            + (found == null ? ", no buffer is attached" : found.state())
                            + "; attach a larger one with MPI.attachBuffer");
        }
        return found;
    }

    /** What is attached; guarded by the engine lock. */
    final class Space {
        private final Object buffer;
        private final long bytes;
        private long used;
        private long begun;
        private int underWay;
        private final List<Flush> flushes = new ArrayList<>();

        Space(Object buffer, long bytes) {
            this.buffer = buffer;
            this.bytes = bytes;
        }

        private boolean hasRoom(long wanted) {
            return bytes == AUTOMATIC || wanted + OVERHEAD <= bytes - used;
        }

        private String state() {
            return " into the " + (bytes - used) + " bytes that are free of the attached buffer of " + bytes + " bytes";
        }

        /** A send takes room for {@code length} bytes; its number. */
        long begin(long length) {
            used += length + OVERHEAD;
            underWay++;
            return ++begun;
        }

        /** The send of that number has left. */
        void end(long number, long length) {
            used -= length + OVERHEAD;
            underWay--;
            if (flushes.isEmpty()) {
                return;
            }
            for (Flush flush : List.copyOf(flushes)) {
                if (number <= flush.last && --flush.left == 0) {
                    flushes.remove(flush);
                    progress.complete(flush);
                }
            }
        }

        private Operation flush() {
            Flush flush = new Flush(begun, underWay);
            if (underWay == 0) {
                flush.setDone();
            } else {
                flushes.add(flush);
            }
            return flush;
        }
    }

    /** The wait for the sends that have begun up to a moment. */
    private static final class Flush extends Operation {
        final long last;
        int left;

        Flush(long last, int left) {
            this.last = last;
            this.left = left;
        }

        @Override
        public String describe() {
            return "flush of " + left + " buffered sends";
        }
    }
}
