package mpi;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Objects of all kinds that programs send, and what makes a copy of one right. */
final class Samples {
    /** Not serializable, as records that travel directly need not be. */
    record Point(double x, double y) {}

    record Pair<A, B>(@Nullable A first, @Nullable B second) {}

    @SuppressWarnings("ArrayRecordComponent") // they travel, too
    record Everything(
            boolean flag,
            byte small,
            short shorter,
            char letter,
            int number,
            long wide,
            float real,
            double precise,
            @Nullable String text,
            Colour colour,
            int[] ints,
            @Nullable Integer boxed) {}

    /** Has a component that only a codec knows. */
    record Listing(String name, List<Integer> values) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    enum Colour {
        RED,
        GREEN {
            @Override
            String shade() {
                return "dark";
            }
        };

        String shade() {
            return "light";
        }
    }

    /** A node of a graph. */
    static final class Node implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        int value;
        @Nullable Node next;
        double @Nullable [] data;

        Node(int value) {
            this.value = value;
        }
    }

    /** Throws when it is written. */
    static final class Unwritable implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        @Serial
        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("not to be written");
        }
    }

    /** Throws when it is read. */
    static final class Unreadable implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        @Serial
        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("not to be read");
        }
    }

    private Samples() {}

    /** One of each kind; the number makes those of different ranks differ. */
    static List<@Nullable Object> all(int number) {
        return Arrays.asList(
                null,
                number,
                number + 0L,
                number / 2.0,
                number / 4f,
                (short) number,
                (byte) number,
                (char) ('a' + number),
                number % 2 == 0,
                "",
                "plain " + number,
                "d\u00e9j\u00e0 vu \u2603 \ud83d\ude00 \ud83d " + number,
                "long ".repeat(40_000) + number,
                Colour.RED,
                Colour.GREEN,
                new Point(number, -0.0),
                new Pair<>(new Pair<>("a", number), new Pair<>(null, new Pair<>(Colour.GREEN, new Point(1, 2)))),
                everything(number),
                new Listing("values", new ArrayList<>(List.of(1, 2, number))),
                new Pair<>(new int[30_000], new double[] {number}),
                new boolean[] {true, false, number % 2 == 0},
                new byte[] {1, 2, (byte) number},
                new char[] {'x', (char) number},
                new short[] {(short) number},
                new int[] {number, 2, 3},
                new long[] {number, Long.MIN_VALUE},
                new float[] {number},
                new double[] {number, Double.NaN},
                new double[0],
                IntStream.range(0, 100_000).map(i -> i * number).toArray(),
                new int[][] {{1}, {2, number}, {}},
                new String[] {"a", null, "c" + number},
                List.of(1, "two", 3.0 + number),
                new ArrayList<>(IntStream.range(0, 20_000).boxed().toList()),
                new HashMap<>(Map.of("key", number, "other", List.of(number))),
                new TreeMap<>(Map.of("b", 1, "a", number)),
                new LinkedHashMap<>(new ConcurrentHashMap<>(Map.of(number, "x"))),
                new BigInteger("123456789012345678901234567890").add(BigInteger.valueOf(number)),
                new BigDecimal("1.50").add(BigDecimal.valueOf(number)),
                LocalDate.of(2026, 1, 1).plusDays(number),
                Duration.ofMillis(number),
                new Object[] {number, "mixed", new double[20_000]});
    }

    static Everything everything(int number) {
        return new Everything(
                true, (byte) -1, (short) 300, '\u00df', number, 1L << 40, 0.5f, 1e300, null, Colour.RED, new int[] {7}, null);
    }

    /** Whether {@code b} is a right copy of {@code a}. Records are compared by their components, arrays by elements. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null || a.getClass() != b.getClass()) {
            return a == null && b == null;
        }
        if (a instanceof Object[] x) {
            Object[] y = (Object[]) b;
            return x.length == y.length && IntStream.range(0, x.length).allMatch(i -> same(x[i], y[i]));
        }
        if (a instanceof Record) {
            return Arrays.stream(a.getClass().getRecordComponents()).allMatch(c -> same(of(c, a), of(c, b)));
        }
        return Objects.deepEquals(a, b);
    }

    private static Object of(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** What a failing test shows of an object. */
    static String describe(@Nullable Object object) {
        String text = object instanceof Object[] a ? Arrays.deepToString(a) : String.valueOf(object);
        String name = object == null ? "null" : object.getClass().getTypeName();
        return name + " " + text.substring(0, Math.min(80, text.length()));
    }
}
