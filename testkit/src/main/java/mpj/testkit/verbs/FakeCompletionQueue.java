package mpj.testkit.verbs;

import mpj.base.memory.Linux;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.Errno;
import org.jspecify.annotations.Nullable;

/** A completion queue that breaks when it overflows, as real ones do. */
final class FakeCompletionQueue implements CompletionQueue {
    private final FakeDevice device;
    private final Entry[] entries;
    private final int descriptor = Linux.eventfd();
    private long taken;
    private long added;
    private boolean armed;
    private boolean broken;
    private boolean closed;

    /** One completion; {@code source} and {@code position} tell which slot its polling gives back. */
    private static final class Entry {
        @Nullable FakeQueue source;
        long position;
        int number;
        long id;
        int status;
        int opcode;
        int length;
        int immediate;
        /** Polls to go until it is told. */
        int delay;
    }

    FakeCompletionQueue(FakeDevice device, int capacity) {
        this.device = device;
        entries = new Entry[capacity];
        for (int i = 0; i < capacity; i++) {
            entries[i] = new Entry();
        }
    }

    void add(FakeQueue source, long position, int number, long id, int status, int opcode, int length, int immediate) {
        if (broken) {
            return;
        }
        if (added - taken == entries.length || device.fabric.isOverflowing()) {
            broken = true;
            device.tell(handler -> handler.onOverflow(entries.length));
            return;
        }
        device.fabric.noteFullness(100 * (added + 1 - taken) / entries.length);
        Entry entry = entries[(int) (added++ % entries.length)];
        entry.source = source;
        entry.position = position;
        entry.number = number;
        entry.id = id;
        entry.status = status;
        entry.opcode = opcode;
        entry.length = length;
        entry.immediate = immediate;
        entry.delay = opcode < Completions.RECEIVE || armed ? 0 : device.fabric.faults().nextReceiveDelay();
        if (armed) {
            setArmed(false);
            Linux.writeOne(descriptor);
        }
    }

    private void setArmed(boolean value) {
        if (armed != value) {
            armed = value;
            device.fabric.addSleeper(value ? 1 : -1);
        }
    }

    @Override
    public int poll(Completions batch) {
        synchronized (device.fabric) {
            device.fabric.step();
            if (broken) {
                return -Errno.EIO;
            }
            int count = 0;
            while (count < batch.capacity() && taken < added) {
                Entry entry = entries[(int) (taken % entries.length)];
                if (entry.delay-- > 0) {
                    break;
                }
                taken++;
                FakeQueue source = entry.source;
                if (source != null) {
                    source.release(entry.position);
                    batch.set(
                            count++,
                            entry.id,
                            entry.status,
                            entry.opcode,
                            entry.length,
                            entry.immediate,
                            entry.number);
                    entry.source = null;
                }
            }
            return count;
        }
    }

    /** Takes out what a queue pair that is freed has left. */
    void purge(int number) {
        for (long i = taken; i < added; i++) {
            Entry entry = entries[(int) (i % entries.length)];
            if (entry.number == number && entry.source != null) {
                entry.source.release(entry.position);
                entry.source = null;
            }
        }
    }

    @Override
    public int arm() {
        synchronized (device.fabric) {
            device.fabric.settle();
            for (long i = taken; i < added; i++) {
                entries[(int) (i % entries.length)].delay = 0;
            }
            setArmed(true);
            return 0;
        }
    }

    @Override
    public void disarm() {
        synchronized (device.fabric) {
            setArmed(false);
            Linux.readAll(descriptor);
        }
    }

    @Override
    public int waitDescriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        synchronized (device.fabric) {
            if (!closed) {
                closed = true;
                setArmed(false);
                device.drop(this);
                Linux.close(descriptor);
            }
        }
    }
}
