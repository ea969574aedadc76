package mpj.core.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queues by key: first in, first out among the entries of one key. The cost of an operation depends neither on the
 * number of entries nor, on average, on the number of keys.
 *
 * <p>Entries are intrusive and queues are reused; in steady state nothing is allocated.
 */
final class KeyedQueues<T> {
    private static final int INITIAL_BUCKETS = 16;

    /** A place in one queue. */
    static final class Entry<T> {
        final T owner;
        /** When it was appended, among all entries of a matcher. */
        long order;

        private @Nullable Queue<T> queue;
        private @Nullable Entry<T> next;
        private @Nullable Entry<T> previous;

        Entry(T owner) {
            this.owner = owner;
        }

        /** The key under which it waits. */
        long key() {
            Queue<T> in = queue;
            if (in == null) {
                throw new IllegalStateException("the entry is in no queue");
            }
            return in.key;
        }
    }

    /** The entries of one key; in the list of its bucket while there are any. */
    private static final class Queue<T> {
        long key;

        @Nullable
        Entry<T> head;

        @Nullable
        Entry<T> tail;

        @Nullable
        Queue<T> next;
    }

    private @Nullable Queue<T>[] buckets = newTable(INITIAL_BUCKETS);
    private @Nullable Queue<T> spare;
    private int queues;
    private int size;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Queue<T>[] newTable(int length) {
        return new Queue[length];
    }

    /** The key of a source and a tag; either may be the wildcard. */
    static long key(int source, int tag) {
        return (long) source << 32 | (tag & 0xffffffffL);
    }

    private int bucket(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (buckets.length - 1);
    }

    int size() {
        return size;
    }

    private @Nullable Queue<T> queue(long key) {
        Queue<T> queue = buckets[bucket(key)];
        while (queue != null && queue.key != key) {
            queue = queue.next;
        }
        return queue;
    }

    /** The oldest entry of the key; null if none. */
    @Nullable
    Entry<T> first(long key) {
        Queue<T> queue = queue(key);
        return queue == null ? null : queue.head;
    }

    void append(Entry<T> entry, long key, long order) {
        Queue<T> queue = queue(key);
        if (queue == null) {
            queue = newQueue(key);
        }
        Entry<T> tail = queue.tail;
        entry.order = order;
        entry.queue = queue;
        entry.previous = tail;
        if (tail == null) {
            queue.head = entry;
        } else {
            tail.next = entry;
        }
        queue.tail = entry;
        size++;
    }

    private Queue<T> newQueue(long key) {
        if (++queues > buckets.length) {
            grow();
        }
        Queue<T> queue = spare;
        if (queue == null) {
            queue = new Queue<>();
        } else {
            spare = queue.next;
        }
        queue.key = key;
        int bucket = bucket(key);
        queue.next = buckets[bucket];
        buckets[bucket] = queue;
        return queue;
    }

    void remove(Entry<T> entry) {
        Queue<T> queue = entry.queue;
        if (queue == null) {
            throw new IllegalStateException("the entry is in no queue");
        }
        Entry<T> previous = entry.previous;
        Entry<T> next = entry.next;
        if (previous == null) {
            queue.head = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            queue.tail = previous;
        } else {
            next.previous = previous;
        }
        entry.queue = null;
        entry.next = null;
        entry.previous = null;
        size--;
        if (queue.head == null) {
            drop(queue);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same
    private void drop(Queue<T> queue) {
        int bucket = bucket(queue.key);
        Queue<T> before = buckets[bucket];
        if (before == queue) {
            buckets[bucket] = queue.next;
        } else {
            while (before != null && before.next != queue) {
                before = before.next;
            }
            if (before != null) {
                before.next = queue.next;
            }
        }
        queues--;
        queue.next = spare;
        spare = queue;
    }

    private void grow() {
        @Nullable Queue<T>[] old = buckets;
        buckets = newTable(old.length * 4);
        for (Queue<T> first : old) {
            Queue<T> queue = first;
            while (queue != null) {
                Queue<T> next = queue.next;
                int bucket = bucket(queue.key);
                queue.next = buckets[bucket];
                buckets[bucket] = queue;
                queue = next;
            }
        }
    }

    /** All entries, in no particular order. */
    List<Entry<T>> all() {
        List<Entry<T>> entries = new ArrayList<>(size);
        for (Queue<T> first : buckets) {
            for (Queue<T> queue = first; queue != null; queue = queue.next) {
                for (Entry<T> entry = queue.head; entry != null; entry = entry.next) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }
}
