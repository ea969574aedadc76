package mpj.transport.rdma;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.MemorySegment.Scope;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import mpj.base.memory.BufferView;
import mpj.transport.Reason;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/**
 * Registrations of the program's native memory, kept from one operation to the next.
 *
 * <p>An address alone does not tell memory: it may have been freed, and mean other memory now. So what is kept belongs
 * to the scope of a segment - or to a direct buffer's object - whose identity cannot come back: memory of a closed arena
 * is never mistaken for new memory at the same place. Scopes are held weakly. Memory of the global scope, which may be
 * anything at any time, is registered for one operation; so is what peers may write to. Kept registrations let peers
 * read at most.
 *
 * <p>What nobody uses goes, the least recently used first, when the limit is reached or the system refuses more.
 */
final class RegistrationCache {
    private static final Scope GLOBAL = Arena.global().scope();
    private static final int BUCKETS = 256;
    /** An owner's memory is registered as a whole up to this part of the limit. */
    private static final int WHOLE_SHARE = 4;
    /** From so many bytes on the two system calls of a registration for one operation cost less than a copy. */
    private static final int ONCE_BYTES = 64 << 10;

    private final Device device;
    private final RdmaCounters counters;
    private final AllocatedMemory allocated;
    private final long limit;
    private final Consumer<String> refused;
    private final @Nullable Registration[] buckets = new Registration[BUCKETS];
    /** Those that were exported, by number. */
    private @Nullable Registration[] numbered = new Registration[16];

    private int[] freeNumbers = new int[16];
    private int freeCount;
    private int usedNumbers;
    private final List<Registration> kept = new ArrayList<>();
    private long bytes;
    private long clock;

    /**
     * @param limit bytes that may stay registered while nobody uses them
     * @param refused is told why the system does not let memory be registered
     */
    RegistrationCache(
            Device device, RdmaCounters counters, AllocatedMemory allocated, long limit, Consumer<String> refused) {
        this.device = device;
        this.counters = counters;
        this.allocated = allocated;
        this.limit = limit;
        this.refused = refused;
    }

    /**
     * Whether to {@link #acquire} native memory for one operation beats copying: always where the registration stays,
     * else from a length on.
     */
    boolean isWorthwhile(BufferView view, long offset, long length, boolean writable) {
        return length >= ONCE_BYTES
                || !writable && isKept(keyOf(view))
                || allocated.find(view.address() + offset, length) != null;
    }

    private static @Nullable Object keyOf(BufferView view) {
        Object owner = view.owner();
        return owner instanceof MemorySegment segment ? segment.scope() : owner;
    }

    /** Whether a key's memory can be kept registered. */
    private static boolean isKept(@Nullable Object key) {
        return key != null && !GLOBAL.equals(key);
    }

    /**
     * A registration of native memory, to be given back by {@link #release}; null where there can be none, and the
     * bytes have to be copied.
     *
     * @param writable whether peers are to write there
     */
    @Nullable
    Registration acquire(BufferView view, long offset, long length, boolean writable) {
        long address = view.address() + offset;
        Registration own = allocated.find(address, length);
        if (own != null) {
            own.users++;
            counters.cacheHits++;
            return own;
        }
        Object key = keyOf(view);
        if (key == null || !isKept(key) || writable) {
            return registerOnce(address, length, writable);
        }
        Registration known = find(key, address, length);
        if (known != null) {
            counters.cacheHits++;
            known.users++;
            known.lastUse = ++clock;
            return known;
        }
        return registerKept(key, view, address, length);
    }

    /** Ends one use. */
    void release(Registration registration) {
        if (--registration.users == 0 && registration.once) {
            forget(registration);
            registration.close();
        }
    }

    /** Bytes that are registered and kept. */
    long bytes() {
        return bytes;
    }

    // ---------------------------------------------------------------- exported memory

    /** A number by which {@link #numbered} finds it, as long as it is registered. */
    int number(Registration registration) {
        if (registration.number >= 0) {
            return registration.number;
        }
        int number;
        if (freeCount > 0) {
            number = freeNumbers[--freeCount];
        } else {
            if (usedNumbers == numbered.length) {
                numbered = Arrays.copyOf(numbered, 2 * usedNumbers);
            }
            number = usedNumbers++;
        }
        numbered[number] = registration;
        registration.number = number;
        return number;
    }

    @Nullable
    Registration numbered(int number) {
        return number < usedNumbers ? numbered[number] : null;
    }

    /** The registration has ended. */
    void forget(Registration registration) {
        if (registration.number < 0) {
            return;
        }
        if (freeCount == freeNumbers.length) {
            freeNumbers = Arrays.copyOf(freeNumbers, 2 * freeCount);
        }
        numbered[registration.number] = null;
        freeNumbers[freeCount++] = registration.number;
        registration.number = -1;
    }

    // ---------------------------------------------------------------- registering

    private @Nullable Registration find(Object key, long address, long length) {
        int hash = System.identityHashCode(key);
        for (Registration r = buckets[hash & BUCKETS - 1]; r != null; r = r.nextInBucket) {
            if (r.hash == hash && r.owner != null && r.owner.refersTo(key) && r.covers(address, length)) {
                return r;
            }
        }
        return null;
    }

    private @Nullable Registration registerOnce(long address, long length, boolean writable) {
        int access = Access.LOCAL_WRITE | Access.REMOTE_READ | device.limits().readTargetAccess();
        int wanted = writable ? access | Access.REMOTE_WRITE : access;
        Registration registration = register(address, length, wanted, writable, true, null);
        if (registration != null) {
            registration.users = 1;
        }
        return registration;
    }

    private @Nullable Registration registerKept(Object key, BufferView view, long address, long length) {
        dropDead();
        MemorySegment whole = whole(view.owner());
        if (whole != null && GLOBAL.equals(whole.scope())) {
            return registerOnce(address, length, false);
        }
        long from = address;
        long size = length;
        if (whole != null && holds(whole, address, length) && whole.byteSize() <= limit / WHOLE_SHARE) {
            from = whole.address();
            size = whole.byteSize();
        }
        makeRoom(size);
        int access = Access.REMOTE_READ
                | (view.isReadOnly() ? 0 : Access.LOCAL_WRITE | device.limits().readTargetAccess());
        Registration registration = register(from, size, access, false, false, key);
        if (registration == null) {
            return null;
        }
        registration.users = 1;
        registration.lastUse = ++clock;
        int bucket = registration.hash & BUCKETS - 1;
        registration.nextInBucket = buckets[bucket];
        buckets[bucket] = registration;
        kept.add(registration);
        bytes += size;
        return registration;
    }

    /** Not what lies before a slice that is sent with negative displacements. */
    private static boolean holds(MemorySegment whole, long address, long length) {
        return address >= whole.address() && address + length <= whole.address() + whole.byteSize();
    }

    /** All memory of a segment or a direct buffer. */
    private static @Nullable MemorySegment whole(@Nullable Object owner) {
        return switch (owner) {
            case MemorySegment segment -> segment;
            case Buffer buffer -> MemorySegment.ofBuffer(buffer.duplicate().clear());
            case null, default -> null;
        };
    }

    private @Nullable Registration register(
            long address, long length, int access, boolean writable, boolean once, @Nullable Object owner) {
        while (true) {
            try {
                Registration registration = Registration.of(device, address, length, access, writable, once, owner);
                counters.registrations += registration.regions();
                return registration;
            } catch (VerbsException e) {
                boolean full = e.errno() == Errno.ENOMEM || e.errno() == Errno.EAGAIN;
                if (!full || !dropOldest()) {
                    counters.registrationFailures++;
                    refused.accept(Reason.of(e));
                    return null;
                }
            }
        }
    }

    // ---------------------------------------------------------------- forgetting

    private void makeRoom(long wanted) {
        boolean dropped = true;
        while (dropped && bytes + wanted > limit) {
            dropped = dropOldest();
        }
    }

    /** Forgets registrations whose memory is gone. */
    private void dropDead() {
        for (int i = kept.size() - 1; i >= 0; i--) {
            Registration registration = kept.get(i);
            if (registration.users == 0 && isDead(registration)) {
                drop(i);
            }
        }
    }

    private static boolean isDead(Registration registration) {
        Object owner = registration.owner == null ? null : registration.owner.get();
        return owner == null || owner instanceof Scope scope && !scope.isAlive();
    }

    private boolean dropOldest() {
        int oldest = -1;
        for (int i = 0; i < kept.size(); i++) {
            Registration candidate = kept.get(i);
            if (candidate.users == 0 && (oldest < 0 || candidate.lastUse < kept.get(oldest).lastUse)) {
                oldest = i;
            }
        }
        if (oldest >= 0) {
            drop(oldest);
        }
        return oldest >= 0;
    }

    private void drop(int index) {
        Registration registration = kept.get(index);
        kept.set(index, kept.getLast());
        kept.removeLast();
        bytes -= registration.length;
        int bucket = registration.hash & BUCKETS - 1;
        if (buckets[bucket] == registration) {
            buckets[bucket] = registration.nextInBucket;
        } else {
            Registration before = buckets[bucket];
            while (before != null && before.nextInBucket != registration) {
                before = before.nextInBucket;
            }
            if (before != null) {
                before.nextInBucket = registration.nextInBucket;
            }
        }
        forget(registration);
        registration.close();
    }
}
