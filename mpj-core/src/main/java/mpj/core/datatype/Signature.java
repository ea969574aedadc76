package mpj.core.datatype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * The basic elements of a datatype in the order in which they are packed: what tells how many of them have come, and
 * where bytes are swapped for another representation. MPI 5.0, section 5.1.
 *
 * <p>Kept as repetitions and sequences, so that it is as small as the datatype's description. Immutable.
 */
public abstract sealed class Signature {
    /** Bytes of all elements. */
    final long bytes;

    /** The number of elements. */
    final long elements;

    private Signature(long bytes, long elements) {
        this.bytes = bytes;
        this.elements = elements;
    }

    /**
     * One element.
     *
     * @param bytes its size
     * @param word the size of the numbers that it is made of: 4 for a complex number of two floats
     */
    public static Signature basic(int bytes, int word) {
        return new Basic(bytes, word);
    }

    /** Signatures one after the other. */
    public static Signature sequence(List<Signature> parts) {
        List<Signature> merged = new ArrayList<>();
        for (Signature part : parts) {
            if (part.elements == 0) {
                continue;
            }
            Signature last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.unit().equals(part.unit())) {
                merged.set(merged.size() - 1, last.unit().times(last.repeats() + part.repeats()));
            } else {
                merged.add(part);
            }
        }
        return merged.size() == 1 ? merged.getFirst() : new Sequence(merged.toArray(Signature[]::new));
    }

    /** This one {@code n} times. */
    public final Signature times(long n) {
        if (n == 1) {
            return this;
        }
        if (n == 0 || elements == 0) {
            return new Sequence(new Signature[0]);
        }
        return new Repeated(unit(), Math.multiplyExact(n, repeats()));
    }

    /** What is repeated, and how often; this itself, once, where nothing is. */
    Signature unit() {
        return this;
    }

    long repeats() {
        return 1;
    }

    /** Bytes of all elements. */
    public final long bytes() {
        return bytes;
    }

    /** The number of elements. */
    public final long elements() {
        return elements;
    }

    /** The number of elements in the first {@code n} bytes; negative where the last one is not whole. */
    public abstract long elementsIn(long n);

    /** Where the element begins that holds the byte {@code n}, which is before the end. */
    public abstract long beginOf(long n);

    /** The bytes of the first {@code n} elements. */
    public abstract long bytesOf(long n);

    /**
     * Reverses the bytes of each number of the packed elements at a native address.
     *
     * @param from the first byte, counted from the signature's beginning, which is at {@code address}
     * @param to one more than the last byte; neither cuts an element
     */
    public final void swap(long address, long from, long to) {
        if (from < to) {
            swapPart(address - from, from, to);
        }
    }

    /** {@code origin} is where this signature's first byte would be. */
    abstract void swapPart(long origin, long from, long to);

    private static final class Basic extends Signature {
        private final int word;

        Basic(int bytes, int word) {
            super(bytes, 1);
            this.word = word;
        }

        @Override
        public long elementsIn(long n) {
            return n == 0 ? 0 : n == bytes ? 1 : -1;
        }

        @Override
        public long beginOf(long n) {
            return 0;
        }

        @Override
        public long bytesOf(long n) {
            return n * bytes;
        }

        @Override
        void swapPart(long origin, long from, long to) {
            swapWords(origin + from, origin + to, word);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Basic b && b.bytes == bytes && b.word == word;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(bytes) * 31 + word;
        }
    }

    private static void swapWords(long from, long to, int word) {
        switch (word) {
            case 1 -> {}
            case Short.BYTES -> {
                for (long at = from; at < to; at += Short.BYTES) {
                    RawMemory.ALL.set(
                            RawMemory.SHORT, at, Short.reverseBytes(RawMemory.ALL.get(RawMemory.SHORT, at)));
                }
            }
            case Integer.BYTES -> {
                for (long at = from; at < to; at += Integer.BYTES) {
                    RawMemory.ALL.set(RawMemory.INT, at, Integer.reverseBytes(RawMemory.ALL.get(RawMemory.INT, at)));
                }
            }
            case Long.BYTES -> {
                for (long at = from; at < to; at += Long.BYTES) {
                    RawMemory.ALL.set(RawMemory.LONG, at, Long.reverseBytes(RawMemory.ALL.get(RawMemory.LONG, at)));
                }
            }
            default -> throw new IllegalStateException("no number has " + word + " bytes");
        }
    }

    private static final class Repeated extends Signature {
        private final Signature unit;
        private final long n;

        Repeated(Signature unit, long n) {
            super(Math.multiplyExact(unit.bytes, n), Math.multiplyExact(unit.elements, n));
            this.unit = unit;
            this.n = n;
        }

        @Override
        Signature unit() {
            return unit;
        }

        @Override
        long repeats() {
            return n;
        }

        @Override
        public long elementsIn(long count) {
            long rest = unit.elementsIn(count % unit.bytes);
            return rest < 0 ? rest : count / unit.bytes * unit.elements + rest;
        }

        @Override
        public long beginOf(long count) {
            return count / unit.bytes * unit.bytes + unit.beginOf(count % unit.bytes);
        }

        @Override
        public long bytesOf(long count) {
            return count / unit.elements * unit.bytes + unit.bytesOf(count % unit.elements);
        }

        @Override
        void swapPart(long origin, long from, long to) {
            if (unit instanceof Basic basic) {
                swapWords(origin + from, origin + to, basic.word);
                return;
            }
            for (long at = from; at < to; ) {
                long begin = at / unit.bytes * unit.bytes;
                long end = Math.min(to, begin + unit.bytes);
                unit.swapPart(origin + begin, at - begin, end - begin);
                at = end;
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Repeated r && r.n == n && r.unit.equals(unit);
        }

        @Override
        public int hashCode() {
            return unit.hashCode() * 31 + Long.hashCode(n);
        }
    }

    private static final class Sequence extends Signature {
        private final Signature[] parts;

        Sequence(Signature[] parts) {
            super(
                    Arrays.stream(parts).mapToLong(p -> p.bytes).reduce(0, Math::addExact),
                    Arrays.stream(parts).mapToLong(p -> p.elements).reduce(0, Math::addExact));
            this.parts = parts;
        }

        @Override
        public long elementsIn(long n) {
            long left = n;
            long count = 0;
            for (Signature part : parts) {
                if (left < part.bytes) {
                    long rest = part.elementsIn(left);
                    return rest < 0 ? rest : count + rest;
                }
                left -= part.bytes;
                count += part.elements;
            }
            return left == 0 ? count : -1;
        }

        @Override
        public long beginOf(long n) {
            long begin = 0;
            for (Signature part : parts) {
                if (n - begin < part.bytes) {
                    return begin + part.beginOf(n - begin);
                }
                begin += part.bytes;
            }
            return begin;
        }

        @Override
        public long bytesOf(long n) {
            long left = n;
            long count = 0;
            for (Signature part : parts) {
                if (left < part.elements) {
                    return count + part.bytesOf(left);
                }
                left -= part.elements;
                count += part.bytes;
            }
            return count;
        }

        @Override
        void swapPart(long origin, long from, long to) {
            long begin = 0;
            for (Signature part : parts) {
                long low = Math.max(from, begin);
                long high = Math.min(to, begin + part.bytes);
                if (low < high) {
                    part.swapPart(origin + begin, low - begin, high - begin);
                }
                begin += part.bytes;
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sequence s && Arrays.equals(s.parts, parts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts);
        }
    }
}
