package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.Errno;

/** Posted receives, in order; under the fabric's lock. */
final class FakeReceives implements FakeQueue {
    private final long[] ids;
    private final long[] addresses;
    private final int[] lengths;
    private final int[] keys;
    private long taken;
    private long posted;
    private int occupied;

    FakeReceives(int capacity) {
        ids = new long[capacity];
        addresses = new long[capacity];
        lengths = new int[capacity];
        keys = new int[capacity];
    }

    int post(long id, long address, int length, int key) {
        if (occupied == ids.length) {
            return Errno.ENOMEM;
        }
        int slot = (int) (posted++ % ids.length);
        occupied++;
        ids[slot] = id;
        addresses[slot] = address;
        lengths[slot] = length;
        keys[slot] = key;
        return 0;
    }

    boolean isEmpty() {
        return taken == posted;
    }

    private int first() {
        return (int) (taken % ids.length);
    }

    long firstId() {
        return ids[first()];
    }

    long firstAddress() {
        return addresses[first()];
    }

    int firstLength() {
        return lengths[first()];
    }

    int firstKey() {
        return keys[first()];
    }

    /** Takes the first; its position, for the completion. */
    long take() {
        return taken++;
    }

    @Override
    public void release(long position) {
        occupied--;
    }
}
