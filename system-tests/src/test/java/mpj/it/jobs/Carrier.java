package mpj.it.jobs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Memory that messages leave from or come to, in one of its kinds.
 *
 * <p>Its content is moved from and to an image: {@link #FRONT} bytes that lie before the data, the data, and bytes behind
 * them. An array begins with the data and so has nothing in front.
 */
final class Carrier implements AutoCloseable {
    /** Not a multiple of any greater power of two, so that data in the middle of memory are aligned to 8 bytes alone. */
    static final int FRONT = 40;

    /** What is given to MPI. */
    final Object buffer;

    /** All of the memory; null if the buffer is an array of truth values, which a segment cannot view. */
    private final @Nullable MemorySegment memory;

    private final int front;
    private final Runnable release;

    Carrier(Object buffer, @Nullable MemorySegment memory, int front, Runnable release) {
        this.buffer = buffer;
        this.memory = memory;
        this.front = front;
        this.release = release;
    }

    /** Takes the first {@code length} bytes of the image over. */
    void load(byte[] image, int length) {
        if (memory != null) {
            int skipped = FRONT - front;
            MemorySegment.copy(image, skipped, memory, ValueLayout.JAVA_BYTE, 0, length - skipped);
        } else {
            boolean[] truths = (boolean[]) buffer;
            for (int i = FRONT; i < length; i++) {
                truths[i - FRONT] = image[i] != 0;
            }
        }
    }

    /** The place of the first difference to the image's first {@code length} bytes, -1 if there is none. */
    int mismatch(byte[] image, int length) {
        if (memory != null) {
            int skipped = FRONT - front;
            long place = MemorySegment.mismatch(
                    memory, 0, length - skipped, MemorySegment.ofArray(image), skipped, length);
            return place < 0 ? -1 : (int) place + skipped;
        }
        boolean[] truths = (boolean[]) buffer;
        for (int i = FRONT; i < length; i++) {
            if ((truths[i - FRONT] ? 1 : 0) != image[i]) {
                return i;
            }
        }
        return -1;
    }

    /** The memory from the data on; not of an array of truth values. */
    MemorySegment data() {
        if (memory == null) {
            throw new IllegalStateException("no segment views an array of truth values");
        }
        return memory.asSlice(front);
    }

    @Override
    public void close() {
        release.run();
    }
}
