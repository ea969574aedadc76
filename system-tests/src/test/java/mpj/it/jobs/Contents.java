package mpj.it.jobs;

import java.util.Arrays;

/** What a message carries and what its receiver's memory must hold afterwards, both known from a number. */
final class Contents {
    /** Bytes behind the data whose change would be noticed. */
    static final int BEHIND = 64;

    private static final byte UNTOUCHED = 0x5A;

    private final byte[] image;

    Contents(int capacity) {
        image = new byte[Carrier.FRONT + capacity + BEHIND];
    }

    /** The bytes that a carrier needs for messages of up to {@code capacity} bytes. */
    static int room(int capacity) {
        return (capacity + BEHIND + Long.BYTES - 1) & -Long.BYTES;
    }

    private static int length(ElementType type, int count) {
        return Carrier.FRONT + count * type.extent + BEHIND;
    }

    /** Writes the sender's data; memory around them and in holes gets other bytes that must not travel. */
    void give(Carrier carrier, ElementType type, int count, int number, boolean truths) {
        int length = length(type, count);
        pattern(Carrier.FRONT, length, number, truths);
        Arrays.fill(image, 0, Carrier.FRONT, (byte) 1);
        carrier.load(image, length);
    }

    /** Writes the bytes that must be left untouched. */
    void clear(Carrier carrier, ElementType type, int count, boolean truths) {
        int length = length(type, count);
        Arrays.fill(image, 0, length, untouched(truths));
        carrier.load(image, length);
    }

    /** Writes the data alone into memory that is untouched. */
    void overlay(Carrier carrier, ElementType type, int count, int number, boolean truths) {
        draw(type, count, number, truths);
        carrier.load(image, length(type, count));
    }

    /** Checks that the data have come and nothing else was touched; a failure is told with {@code what}. */
    void check(Carrier carrier, ElementType type, int count, int number, boolean truths, Object what) {
        draw(type, count, number, truths);
        int length = length(type, count);
        int place = carrier.mismatch(image, length);
        if (place >= 0) {
            int data = length - BEHIND - Carrier.FRONT;
            throw new AssertionError(what + ": wrong byte " + (place - Carrier.FRONT) + " of " + data);
        }
    }

    private void draw(ElementType type, int count, int number, boolean truths) {
        int length = length(type, count);
        int end = length - BEHIND;
        Arrays.fill(image, 0, Carrier.FRONT, untouched(truths));
        pattern(Carrier.FRONT, end, number, truths);
        Arrays.fill(image, end, length, untouched(truths));
        if (type.hasHoles()) {
            for (int i = Carrier.FRONT; i < end; i++) {
                if (!type.isData(i - Carrier.FRONT)) {
                    image[i] = untouched(truths);
                }
            }
        }
    }

    private static byte untouched(boolean truths) {
        return truths ? 1 : UNTOUCHED;
    }

    private void pattern(int from, int to, int number, boolean truths) {
        int mask = truths ? 1 : 0xFF;
        for (int i = from; i < to; i++) {
            image[i] = (byte) ((i + number) * 0x9E3779B9 >>> 23 & mask);
        }
    }
}
