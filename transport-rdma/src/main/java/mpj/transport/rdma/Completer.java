package mpj.transport.rdma;

import java.util.Arrays;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.Errno;
import org.jspecify.annotations.Nullable;

/**
 * A completion queue and the channels whose completions come there. A completion tells by its word what it is of:
 *
 * <pre>
 *   63          62 .. 32                          31 .. 0
 *   0: send     the channel's number              the entry of its ledger
 *   1: receive  how often the slot was given back the slot's number
 * </pre>
 */
final class Completer {
    private static final int BATCH = 32;
    private static final long RECEIVE = 1L << 63;

    private final Resources resources;
    private final CompletionQueue queue;
    private final int capacity;
    private final Completions batch = new Completions(BATCH);
    /** Completions that there is room for beyond those of the channels. */
    private int room;

    /** The channels by the number of their queue pair; a power of two, half full at most. */
    private @Nullable Channel[] channels = new Channel[16];

    private int count;
    /** How many completions the last look found. */
    private int last;

    /**
     * @param capacity how many completions the queue can hold
     * @param shared how many of these may be of receives that all channels share, whichever takes them
     */
    Completer(Resources resources, CompletionQueue queue, int capacity, int shared) {
        this.resources = resources;
        this.queue = queue;
        this.capacity = capacity;
        this.room = capacity - shared;
    }

    static long sendId(int channel, int entry) {
        return (long) channel << 32 | entry & 0xffffffffL;
    }

    static long receiveId(Slot slot) {
        return RECEIVE | (long) slot.generation << 32 | slot.number;
    }

    CompletionQueue queue() {
        return queue;
    }

    /** Sets room for a channel's completions aside; false if there is none. */
    boolean reserve(int completions) {
        boolean fits = completions <= room;
        room -= fits ? completions : 0;
        return fits;
    }

    /** Gives back what {@link #reserve} set aside. */
    void release(int completions) {
        room += completions;
    }

    // ---------------------------------------------------------------- the channels

    void add(Channel channel) {
        if (++count * 2 > channels.length) {
            Channel[] old = all();
            channels = new Channel[channels.length * 2];
            for (Channel each : old) {
                put(each);
            }
        }
        put(channel);
    }

    private void put(Channel channel) {
        int at = place(channel.pair().number());
        while (channels[at] != null) {
            at = at + 1 & channels.length - 1;
        }
        channels[at] = channel;
    }

    private int place(int pair) {
        return (pair * 0x9e3779b9 >>> 16) & channels.length - 1;
    }

    @Nullable
    Channel find(int pair) {
        int at = place(pair);
        for (Channel channel = channels[at]; channel != null; channel = channels[at]) {
            if (channel.pair().number() == pair) {
                return channel;
            }
            at = at + 1 & channels.length - 1;
        }
        return null;
    }

    /** Forgets a channel, whose queue pair has been closed. */
    void remove(Channel channel) {
        Channel[] rest = all();
        Arrays.fill(channels, null);
        count = 0;
        for (Channel each : rest) {
            if (each != channel) {
                count++;
                put(each);
            }
        }
    }

    private Channel[] all() {
        Channel[] found = new Channel[count];
        int n = 0;
        for (Channel channel : channels) {
            if (channel != null) {
                found[n++] = channel;
            }
        }
        return Arrays.copyOf(found, n);
    }

    // ---------------------------------------------------------------- completions

    /** Handles a batch of what has completed; how many events there were for the engine. */
    int poll() {
        int completed = queue.poll(batch);
        last = completed;
        if (completed < 0) {
            resources.onBrokenQueue(capacity, Errno.describe(-completed));
            return 0;
        }
        int events = 0;
        for (int i = 0; i < completed; i++) {
            long id = batch.id(i);
            Channel channel = find(batch.queuePair(i));
            events += id < 0 ? onReceive(channel, id, i) : onSend(channel, id, i);
        }
        return events;
    }

    /** Whether the last look took all there was. */
    boolean isDrained() {
        return last < BATCH;
    }

    private int onSend(@Nullable Channel channel, long id, int i) {
        if (channel == null || channel.number() != (int) (id >>> 32)) {
            return 0;
        }
        if (batch.status(i) != CompletionStatus.SUCCESS) {
            channel.onError(batch.status(i));
            return 1;
        }
        return channel.onSent((int) id);
    }

    private int onReceive(@Nullable Channel channel, long id, int i) {
        Slot slot = resources.pool().at((int) id);
        if (slot.generation != ((int) (id >>> 32) & Integer.MAX_VALUE)) {
            return 0;
        }
        if (channel == null || batch.status(i) != CompletionStatus.SUCCESS) {
            resources.repostShared(slot);
            if (channel != null) {
                channel.onError(batch.status(i));
            }
            return 0;
        }
        return batch.opcode(i) == Completions.RECEIVE_WRITE
                ? channel.onNote(slot, batch.immediate(i))
                : channel.onReceived(slot, batch.length(i));
    }
}
