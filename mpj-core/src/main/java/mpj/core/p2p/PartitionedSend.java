package mpj.core.p2p;

import java.util.Arrays;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.progress.Progress;
import mpj.core.request.Listener;
import mpj.core.request.Operation;
import mpj.core.request.PartitionedOperation;
import org.jspecify.annotations.Nullable;

/**
 * A send in pieces.
 *
 * <p>When it is made it announces itself to the receiver, in a context in which nothing but announcements travels: so
 * sends and receives match in the order in which they are made, as MPI wants it. The announcement names a row of tags in
 * a second context, one for each piece; a piece is a message, sent when it is ready.
 */
final class PartitionedSend extends PartitionedOperation implements Listener {
    /** The words of an announcement: the first tag, the number of pieces, the bytes of each. */
    static final int FIRST_TAG = 0;

    static final int PIECES = 1;
    static final int PIECE_BYTES = 2;
    static final int WORDS = 3;

    private final Progress progress;
    private final ContextCommunicator pieces;
    private final @Nullable Object buffer;
    private final long count;
    private final Layout layout;
    private final int dest;
    private final int firstTag;
    private final boolean[] given;
    private int left;

    /** Under the lock. */
    PartitionedSend(
            Progress progress,
            ContextCommunicator announcements,
            @Nullable Object buffer,
            int partitions,
            long count,
            Layout layout,
            int dest,
            int tag) {
        super(partitions);
        this.progress = progress;
        this.pieces = announcements.collective();
        this.buffer = buffer;
        this.count = count;
        this.layout = layout;
        this.dest = dest;
        this.tag = tag;
        this.given = new boolean[partitions];
        if (dest == Communicator.PROC_NULL) {
            firstTag = 0;
        } else {
            firstTag = announcements.newPartitionTags(dest, partitions);
            long[] words = {firstTag, partitions, count * layout.size()};
            announcements.beginSend(
                    words, 0, WORDS, Layout.contiguous(Long.BYTES), dest, tag, SendMode.STANDARD, false);
        }
    }

    @Override
    public boolean sends() {
        return true;
    }

    @Override
    public void start() {
        progress.lock();
        try {
            int announcedTag = tag;
            reset();
            tag = announcedTag;
            Arrays.fill(given, false);
            left = given.length;
            pieces.begun(this);
            if (left == 0) {
                pieces.complete(this);
            }
        } finally {
            progress.unlock();
        }
    }

    @Override
    public void ready(int low, int high) {
        progress.lock();
        try {
            for (int i = low; i <= high; i++) {
                if (given[i]) {
                    throw new EngineException(ErrorClass.ARG, "partition " + i + " has been marked ready already");
                }
            }
            for (int i = low; i <= high; i++) {
                send(i);
            }
        } finally {
            progress.unlock();
        }
    }

    private void send(int piece) {
        Operation op = pieces.beginSend(
                buffer,
                piece * count * layout.extent(),
                count,
                layout,
                dest,
                firstTag + piece,
                SendMode.STANDARD,
                true);
        given[piece] = true;
        if (op.isDone()) {
            ended(op);
        } else {
            op.setListener(this);
        }
    }

    @Override
    public void ended(Operation operation) {
        failAs(operation);
        pieces.releaseSend(operation);
        if (--left == 0) {
            pieces.complete(this);
        }
    }

    @Override
    public long messageBytes() {
        return partitions() * count * layout.size();
    }

    @Override
    public boolean arrived(int partition) {
        throw new IllegalStateException("nothing arrives at a send");
    }

    @Override
    public String describe() {
        return "send in " + given.length + " partitions, of which " + left + " have not left, to rank " + dest
                + ", tag " + tag;
    }
}
