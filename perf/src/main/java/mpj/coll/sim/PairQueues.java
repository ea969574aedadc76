package mpj.coll.sim;

import java.util.Arrays;

/** A queue of numbers for each pair of ranks that has something waiting: a hash table whose entries are chains. */
final class PairQueues {
    /** The answer of an empty queue; numbers that wait are not negative. */
    static final long NONE = -1;

    private static final long FREE = -1;

    private long[] keys = new long[1 << 10];
    private int[] heads = new int[1 << 10];
    private int[] tails = new int[1 << 10];
    private int used;

    private long[] values = new long[1 << 10];
    private int[] next = new int[1 << 10];
    private int made;
    /** The first link of the chain that holds what is not used; -1 if none is. */
    private int spare = -1;

    PairQueues() {
        Arrays.fill(keys, FREE);
    }

    void add(int to, int from, long value) {
        int link = link(value);
        int slot = slot(key(to, from));
        if (keys[slot] != FREE) {
            next[tails[slot]] = link;
            tails[slot] = link;
            return;
        }
        keys[slot] = key(to, from);
        heads[slot] = link;
        tails[slot] = link;
        if (++used > keys.length / 2) {
            grow();
        }
    }

    /** Takes the number that has waited longest, or {@link #NONE}. */
    long poll(int to, int from) {
        int slot = slot(key(to, from));
        if (keys[slot] == FREE) {
            return NONE;
        }
        int link = heads[slot];
        if (link == tails[slot]) {
            used--;
            empty(slot);
        } else {
            heads[slot] = next[link];
        }
        next[link] = spare;
        spare = link;
        return values[link];
    }

    private static long key(int to, int from) {
        return (long) to << Integer.SIZE | from;
    }

    /** Where a key is, or would be. */
    private int slot(long key) {
        int slot = home(key);
        while (keys[slot] != key && keys[slot] != FREE) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private int home(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> Integer.SIZE) & keys.length - 1;
    }

    /** Frees a slot; what was pushed beyond it comes nearer to its home. */
    private void empty(int slot) {
        int hole = slot;
        int mask = keys.length - 1;
        for (int i = hole + 1 & mask; keys[i] != FREE; i = i + 1 & mask) {
            if ((i - home(keys[i]) & mask) >= (i - hole & mask)) {
                copy(keys[i], heads[i], tails[i], hole);
                hole = i;
            }
        }
        keys[hole] = FREE;
    }

    private void copy(long key, int head, int tail, int slot) {
        keys[slot] = key;
        heads[slot] = head;
        tails[slot] = tail;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldHeads = heads;
        int[] oldTails = tails;
        keys = new long[2 * oldKeys.length];
        heads = new int[2 * oldKeys.length];
        tails = new int[2 * oldKeys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                copy(oldKeys[i], oldHeads[i], oldTails[i], slot(oldKeys[i]));
            }
        }
    }

    private int link(long value) {
        int link = spare;
        if (link >= 0) {
            spare = next[link];
        } else {
            link = made++;
            if (made > values.length) {
                values = Arrays.copyOf(values, 2 * values.length);
                next = Arrays.copyOf(next, 2 * next.length);
            }
        }
        values[link] = value;
        return link;
    }
}
