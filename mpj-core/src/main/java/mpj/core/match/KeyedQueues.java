package mpj.core.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queues by key: first in, first out among the entries of one key, found in constant time however many there are.
 *
 * <p>Entries are intrusive; nothing is allocated but the table, when it grows.
 */
final class KeyedQueues<T> {
    private static final int INITIAL_BUCKETS = 16;

    /** A place in one queue. */
    static final class Entry<T> {
        final T owner;
        long key;
        /** When it was appended, among all entries of a matcher. */
        long order;

        @Nullable
        Entry<T> next;

        @Nullable
        Entry<T> previous;

        Entry(T owner) {
            this.owner = owner;
        }
    }

    private @Nullable Entry<T>[] heads = newTable(INITIAL_BUCKETS);
    private @Nullable Entry<T>[] tails = newTable(INITIAL_BUCKETS);
    private int size;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Entry<T>[] newTable(int buckets) {
        return new Entry[buckets];
    }

    /** The key of a source and a tag; either may be the wildcard. */
    static long key(int source, int tag) {
        return (long) source << 32 | (tag & 0xffffffffL);
    }

    private int bucket(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (heads.length - 1);
    }

    int size() {
        return size;
    }

    /** The oldest entry of the key; null if none. */
    @Nullable
    Entry<T> first(long key) {
        Entry<T> entry = heads[bucket(key)];
        while (entry != null && entry.key != key) {
            entry = entry.next;
        }
        return entry;
    }

    void append(Entry<T> entry, long key, long order) {
        if (size >= heads.length * 2) {
            grow();
        }
        entry.key = key;
        entry.order = order;
        link(entry, bucket(key));
        size++;
    }

    private void link(Entry<T> entry, int bucket) {
        Entry<T> tail = tails[bucket];
        entry.previous = tail;
        entry.next = null;
        if (tail == null) {
            heads[bucket] = entry;
        } else {
            tail.next = entry;
        }
        tails[bucket] = entry;
    }

    void remove(Entry<T> entry) {
        int bucket = bucket(entry.key);
        Entry<T> previous = entry.previous;
        Entry<T> next = entry.next;
        if (previous == null) {
            heads[bucket] = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            tails[bucket] = previous;
        } else {
            next.previous = previous;
        }
        entry.next = null;
        entry.previous = null;
        size--;
    }

    /** Entries of one key share a bucket before and after, so their order stays. */
    private void grow() {
        @Nullable Entry<T>[] old = heads;
        heads = newTable(old.length * 4);
        tails = newTable(old.length * 4);
        for (Entry<T> head : old) {
            Entry<T> entry = head;
            while (entry != null) {
                Entry<T> next = entry.next;
                link(entry, bucket(entry.key));
                entry = next;
            }
        }
    }

    /** All entries, in no particular order. */
    List<Entry<T>> all() {
        List<Entry<T>> entries = new ArrayList<>(size);
        for (Entry<T> head : heads) {
            for (Entry<T> entry = head; entry != null; entry = entry.next) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
