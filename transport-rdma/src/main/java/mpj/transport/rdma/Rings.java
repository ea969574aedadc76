package mpj.transport.rdma;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import mpj.base.memory.NativePool;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/**
 * The rings of a rank: a bounded number that peers write into, which each poll looks at, and as many words in which
 * peers tell how much of theirs they have taken. Their memory is registered when it is first wanted, and kept.
 */
final class Rings {
    private static final int LINE = 64;
    private static final int ACCESS = Access.LOCAL_WRITE | Access.REMOTE_WRITE;
    /** How long a rank that wants to sleep waits until its peers have confirmed that they write no more. */
    private static final long STOP_NS = 1_000_000L;

    private final Device device;
    private final RdmaCounters counters;
    private final RingSettings settings;
    private final NativePool memory;
    private final List<RingLink> active = new ArrayList<>();
    private final ArrayDeque<InRing> spare = new ArrayDeque<>();
    private final ArrayDeque<Long> words = new ArrayDeque<>();
    private @Nullable Region wordRegion;
    private int made;
    private int stopping;
    private long stoppedNs;
    private boolean drained = true;

    /** @param memory where the rings are; outlives the device */
    Rings(Device device, RdmaCounters counters, RingSettings settings, NativePool memory) {
        this.device = device;
        this.counters = counters;
        this.settings = settings;
        this.memory = memory;
    }

    RingSettings settings() {
        return settings;
    }

    /** How many messages this rank has sent, those in rings left out. */
    long messages() {
        return counters.eager + counters.inline;
    }

    // ---------------------------------------------------------------- what peers write into

    /** An empty ring for a peer, which is polled from now on; null where there is none to be had. */
    @Nullable
    InRing take(RingLink link) {
        InRing ring = spare.isEmpty() ? make() : spare.pop();
        if (ring == null) {
            stopIdle();
            return null;
        }
        ring.clear();
        active.add(link);
        counters.rings++;
        return ring;
    }

    private @Nullable InRing make() {
        if (made == settings.peers()) {
            return null;
        }
        long bytes = (long) settings.slots() * settings.slotBytes();
        Region region = register(memory.take(bytes), bytes);
        if (region == null) {
            made = settings.peers();
            return null;
        }
        made++;
        return new InRing(region, settings.slots(), settings.slotBytes());
    }

    private @Nullable Region register(long address, long bytes) {
        try {
            Region region = device.register(address, bytes, ACCESS);
            counters.registrations++;
            return region;
        } catch (VerbsException e) {
            // there are other ways for messages
            counters.registrationFailures++;
            return null;
        }
    }

    /** A peer's ring is not written any more. */
    void give(RingLink link, InRing ring) {
        active.remove(link);
        spare.push(ring);
    }

    /** Takes what has arrived; how many messages these were. */
    int poll() {
        int found = 0;
        drained = true;
        for (int i = 0; i < active.size(); i++) {
            int taken = active.get(i).poll();
            drained &= taken < RingLink.BATCH;
            found += taken;
        }
        return found;
    }

    /** Whether the last look took all there was. */
    boolean isDrained() {
        return drained;
    }

    /** Has the peer of a ring that was of no use since somebody was last refused one write there no more. */
    private void stopIdle() {
        for (int i = 0; i < active.size(); i++) {
            active.get(i).stopIfIdle();
        }
    }

    // ---------------------------------------------------------------- sleeping

    /** Has all peers send their messages in a way that wakes a sleeper. */
    void stopAll() {
        for (int i = 0; i < active.size(); i++) {
            active.get(i).stop();
        }
    }

    /** A peer has been told to write no more. */
    void onStop() {
        stopping++;
        stoppedNs = System.nanoTime();
    }

    /** It writes no more, or never will again. */
    void onStopped() {
        stopping--;
    }

    /**
     * Whether messages may still come that wake nobody. A peer that does not say that it has stopped computes, but it
     * will look at its word before it writes again: what it wrote before has come long since.
     */
    boolean mayBeWritten() {
        return stopping > 0 && System.nanoTime() - stoppedNs < STOP_NS;
    }

    // ---------------------------------------------------------------- the words for peers

    /** The address of a word of zero that a peer is to write; 0 where there is none left. */
    long takeWord() {
        if (wordRegion == null && settings.peers() > 0) {
            long bytes = (long) LINE * settings.peers();
            long address = memory.take(bytes);
            wordRegion = register(address, bytes);
            for (int i = 0; wordRegion != null && i < settings.peers(); i++) {
                words.add(address + (long) i * LINE);
            }
        }
        Long word = words.poll();
        if (word == null) {
            return 0;
        }
        RawMemory.putLong(word, 0);
        return word;
    }

    void giveWord(long word) {
        words.add(word);
    }

    /** The key for all words. */
    int wordKey() {
        Region region = wordRegion;
        return region == null ? 0 : region.remoteKey();
    }
}
