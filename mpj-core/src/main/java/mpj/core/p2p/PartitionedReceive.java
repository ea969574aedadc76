package mpj.core.p2p;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.BufferView;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.match.Posted;
import mpj.core.progress.Progress;
import mpj.core.request.Listener;
import mpj.core.request.Operation;
import mpj.core.request.PartitionedOperation;
import org.jspecify.annotations.Nullable;

/**
 * The receive of a {@link PartitionedSend}: when it has been started and the announcement is there, one receive is
 * posted for each piece of the sender's. A piece of this side has arrived when all have that it shares bytes with.
 */
final class PartitionedReceive extends PartitionedOperation implements Listener {
    private final Progress progress;
    private final ContextCommunicator pieces;
    private final @Nullable Object buffer;
    private final long count;
    private final Layout layout;
    private final int wantedSource;
    private final int wantedTag;
    private final long[] announced = new long[PartitionedSend.WORDS];
    /** The receive of the announcement; null from PROC_NULL, which has none. */
    private final @Nullable RecvOp announcement;

    private RecvOp[] receives = {};
    /** Where the bytes come to if the sender's pieces end within elements with holes; null if they do not. */
    private @Nullable MemorySegment staging;

    private boolean active;
    private boolean posted;
    private int left;

    /** Under the lock. */
    PartitionedReceive(
            Progress progress,
            ContextCommunicator announcements,
            @Nullable Object buffer,
            int partitions,
            long count,
            Layout layout,
            int wantedSource,
            int wantedTag) {
        super(partitions);
        this.progress = progress;
        this.pieces = announcements.collective();
        this.buffer = buffer;
        this.count = count;
        this.layout = layout;
        this.wantedSource = wantedSource;
        this.wantedTag = wantedTag;
        if (wantedSource == Communicator.PROC_NULL) {
            announcement = null;
        } else {
            announcement = announcements.startReceive(
                    new RecvOp(),
                    announced,
                    0,
                    PartitionedSend.WORDS,
                    Layout.contiguous(Long.BYTES),
                    wantedSource,
                    wantedTag);
            if (!announcement.isDone()) {
                announcement.setListener(this::announced);
            }
        }
    }

    @Override
    public boolean sends() {
        return false;
    }

    @Override
    public void start() {
        progress.lock();
        try {
            reset();
            active = true;
            posted = false;
            pieces.begun(this);
            RecvOp first = announcement;
            if (first == null) {
                source = Communicator.PROC_NULL;
                tag = Communicator.ANY_TAG;
                end();
            } else if (first.isDone()) {
                receive(first);
            }
        } finally {
            progress.unlock();
        }
    }

    private void announced(Operation known) {
        if (active) {
            receive(known);
        }
    }

    /** The sender's pieces are known: receives them. */
    private void receive(Operation known) {
        failAs(known);
        if (errorClass() != 0) {
            end();
            return;
        }
        source = wantedSource;
        tag = wantedTag;
        int n = (int) announced[PartitionedSend.PIECES];
        if (receives.length != n) {
            prepare(n);
        }
        posted = true;
        left = n;
        for (int i = 0; i < n; i++) {
            RecvOp op = receives[i];
            post(op, i);
            if (op.isDone()) {
                ended(op);
            } else {
                op.setListener(this);
            }
        }
        if (n == 0) {
            end();
        }
    }

    private void prepare(int n) {
        receives = new RecvOp[n];
        for (int i = 0; i < n; i++) {
            receives[i] = new RecvOp();
        }
        if (!layout.isContiguous() && !hasWholeElements()) {
            staging = Arena.ofAuto().allocate(Math.max(1, capacity()), Long.BYTES);
        }
    }

    private boolean hasWholeElements() {
        return layout.size() > 0 && announced[PartitionedSend.PIECE_BYTES] % layout.size() == 0;
    }

    private long capacity() {
        return partitions() * count * layout.size();
    }

    private void post(RecvOp op, int piece) {
        boolean elements = staging == null && hasWholeElements();
        Layout unit = elements ? layout : Layout.BYTES;
        long each = elements ? announced[PartitionedSend.PIECE_BYTES] / layout.size() : announced[PartitionedSend.PIECE_BYTES];
        long all = elements ? partitions() * count : capacity();
        // what is beyond the end ends with the error of a message that is too long
        long from = Math.min(all, piece * each);
        Object into = staging == null ? buffer : staging;
        int pieceTag = (int) announced[PartitionedSend.FIRST_TAG] + piece;
        pieces.startReceive(
                op, into, from * unit.extent(), Math.min(each, all - from), unit, wantedSource, pieceTag);
    }

    /** A piece has come. */
    @Override
    public void ended(Operation piece) {
        failAs(piece);
        bytes += piece.bytes();
        if (--left == 0) {
            end();
        }
    }

    private void end() {
        MemorySegment packed = staging;
        if (packed != null && bytes > 0) {
            BufferView view = new BufferView();
            layout.open(view, buffer, 0, partitions() * count);
            if (view.checkAlive()) {
                layout.unpack(packed.address(), view, 0, bytes);
            } else {
                failArenaClosed();
            }
        }
        active = false;
        pieces.complete(this);
    }

    @Override
    public void ready(int low, int high) {
        throw new IllegalStateException("a receive gives nothing away");
    }

    @Override
    public boolean arrived(int partition) {
        progress.lock();
        try {
            return !active || posted && staging == null && hasAllOf(partition);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public long messageBytes() {
        progress.lock();
        try {
            return posted ? announced[PartitionedSend.PIECES] * announced[PartitionedSend.PIECE_BYTES] : 0;
        } finally {
            progress.unlock();
        }
    }

    private boolean hasAllOf(int partition) {
        long mine = count * layout.size();
        long theirs = announced[PartitionedSend.PIECE_BYTES];
        if (mine == 0 || theirs == 0) {
            return true;
        }
        long last = Math.min(receives.length - 1L, ((partition + 1L) * mine - 1) / theirs);
        for (long i = partition * mine / theirs; i <= last; i++) {
            Posted piece = receives[(int) i];
            if (!piece.isDone()) {
                return false;
            }
        }
        return true;
    }

    /** Also of what is pending in a roll call: the announcement, or the pieces. */
    @Override
    public void startWaiting(long nowNs) {
        super.startWaiting(nowNs);
        if (announcement != null) {
            announcement.startWaiting(nowNs);
        }
        if (posted) {
            for (RecvOp piece : receives) {
                piece.startWaiting(nowNs);
            }
        }
    }

    @Override
    public String describe() {
        return "receive in " + partitions() + " partitions from rank " + wantedSource + ", tag " + wantedTag
                + (posted ? ", of which " + left + " messages have not come" : ", which nobody has announced");
    }
}
