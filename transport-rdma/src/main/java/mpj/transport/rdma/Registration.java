package mpj.transport.rdma;

import java.lang.ref.WeakReference;
import mpj.transport.rdma.verbs.Region;
import org.jspecify.annotations.Nullable;

/** A registered piece of the program's memory, with those who use it now. */
final class Registration {
    final Region region;
    /** Whether peers that know its key may write. */
    final boolean writable;
    /** Whether it ends with its last use. */
    final boolean once;
    /** Whose memory it is, where it is kept. */
    final @Nullable WeakReference<Object> owner;

    /** The owner's identity hash. */
    final int hash;

    int users;
    long lastUse;
    /** A number to find it by while it is exported; -1 before. */
    int number = -1;

    @Nullable
    Registration nextInBucket;

    Registration(Region region, boolean writable, boolean once, @Nullable Object owner) {
        this.region = region;
        this.writable = writable;
        this.once = once;
        this.owner = owner == null ? null : new WeakReference<>(owner);
        this.hash = owner == null ? 0 : System.identityHashCode(owner);
    }

    boolean covers(long address, long length) {
        return address >= region.address() && address + length <= region.address() + region.length();
    }
}
