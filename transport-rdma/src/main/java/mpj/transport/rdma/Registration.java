package mpj.transport.rdma;

import java.lang.ref.WeakReference;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/**
 * A registered piece of the program's memory, with those who use it now: one region, or several where it is longer than
 * a region may be.
 */
final class Registration {
    final long address;
    final long length;
    /** Whether peers that know its key may write. */
    final boolean writable;
    /** Whether it ends with its last use. */
    final boolean once;
    /** Whose memory it is, where it is kept. */
    final @Nullable WeakReference<Object> owner;

    /** The owner's identity hash. */
    final int hash;

    private final Cut cut;
    private final Region[] regions;

    int users;
    long lastUse;
    /** A number to find it by while it is exported; -1 before. */
    int number = -1;

    @Nullable
    Registration nextInBucket;

    private Registration(
            long address,
            long length,
            Cut cut,
            Region[] regions,
            boolean writable,
            boolean once,
            @Nullable Object owner) {
        this.address = address;
        this.length = length;
        this.cut = cut;
        this.regions = regions;
        this.writable = writable;
        this.once = once;
        this.owner = owner == null ? null : new WeakReference<>(owner);
        this.hash = owner == null ? 0 : System.identityHashCode(owner);
    }

    /**
     * Registers memory, in as many regions as that takes.
     *
     * @param owner whose memory it is, where it is kept
     * @throws VerbsException where the device does not allow it; nothing is registered then
     */
    static Registration of(
            Device device,
            long address,
            long length,
            int access,
            boolean writable,
            boolean once,
            @Nullable Object owner)
            throws VerbsException {
        Cut cut = Cut.of(address, length, device.limits().maxRegion());
        Region[] regions = new Region[cut.piece(address + length - 1) + 1];
        long at = address;
        int made = 0;
        try {
            while (made < regions.length) {
                long bytes = Math.min(cut.reach(at), address + length - at);
                regions[made++] = device.register(at, bytes, access);
                at += bytes;
            }
        } catch (VerbsException e) {
            for (int i = 0; i < made - 1; i++) {
                regions[i].close();
            }
            throw e;
        }
        return new Registration(address, length, cut, regions, writable, once, owner);
    }

    boolean covers(long from, long bytes) {
        return from >= address && from + bytes <= address + length;
    }

    /** How many regions it is. */
    int regions() {
        return regions.length;
    }

    Cut cut() {
        return cut;
    }

    /** The key for requests of this process from an address on, for {@link Cut#reach} bytes. */
    int localKey(long at) {
        return regions[cut.piece(at)].localKey();
    }

    /** The key for peers of one of its regions. */
    int remoteKey(int region) {
        return regions[region].remoteKey();
    }

    /** Ends it; nobody may use it any more. */
    void close() {
        for (Region region : regions) {
            region.close();
        }
    }
}
