package mpj.it.jobs;

import java.util.Arrays;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** Random datatypes, nested to depth 4, around a ring: from and to every kind of memory, short and long. */
public final class DatatypesMatrix {
    private static final int ROUNDS = 120;
    private static final int LONG_BYTES = 600_000;
    private static final byte UNTOUCHED = 1;

    private final Intracomm world = MPI.COMM_WORLD;
    private final int rank = world.getRank();
    private final int size = world.getSize();
    private int right;

    private DatatypesMatrix() {}

    /** Goes through the types that the seed gives; the number of messages. */
    public static int checkAll(long seed) {
        Draw draw = new Draw(seed);
        DatatypesMatrix matrix = new DatatypesMatrix();
        for (int round = 0; round < ROUNDS; round++) {
            RandomType type = RandomType.draw(draw);
            int bytes = type.bytes().length;
            boolean isLong = draw.below(5) == 0 && bytes > 0;
            int count = isLong ? LONG_BYTES / bytes : draw.below(4);
            if (Math.abs(type.extent()) * count < 8L * LONG_BYTES) {
                matrix.exchange(type, count, draw.of(MemoryKind.values()), draw.of(MemoryKind.values()), round);
            }
        }
        return matrix.right;
    }

    /** Moves the type so far that an item's lowest byte is not before the buffer; all are sent by it. */
    private void exchange(RandomType random, int count, MemoryKind from, MemoryKind to, int round) {
        long[] places = random.places(count);
        int origin = (int) Math.max(0, -Arrays.stream(places).min().orElse(0));
        int length = (int) (origin + Math.max(0, Arrays.stream(places).max().orElse(0)) + 8) & -8;
        Datatype moved = Datatype.createHIndexed(new int[] {1}, new int[] {origin}, random.type());
        Datatype type = Datatype.createResized(moved, 0L, random.extent());
        boolean truths = from == MemoryKind.BOOLEANS || to == MemoryKind.BOOLEANS;
        String what = "round " + round + ": " + count + " items of " + random.bytes().length + " bytes from " + from
                + " to " + to;
        try (Carrier mine = from.carrier(length);
                Carrier theirs = to.carrier(length)) {
            byte[] content = content(rank, round, length, truths);
            mine.load(image(content), Carrier.FRONT + length);
            byte[] untouched = new byte[length];
            Arrays.fill(untouched, UNTOUCHED);
            byte[] expected = untouched.clone();
            byte[] packed = new byte[places.length];
            byte[] sent = content(left(), round, length, truths);
            for (int i = 0; i < places.length; i++) {
                packed[i] = sent[(int) (origin + places[i])];
                expected[(int) (origin + places[i])] = packed[i];
            }
            byte[] found = new byte[places.length];
            pass(mine.buffer, count, type, found, found.length, MPI.PACKED, round, what);
            check(packed, found, what);
            if (isDisjoint(places)) {
                theirs.load(image(untouched), Carrier.FRONT + length);
                Status status = pass(mine.buffer, count, type, theirs.buffer, count, type, round, what);
                int wrong = theirs.mismatch(image(expected), Carrier.FRONT + length);
                Check.that(wrong < 0, () -> what + ": byte " + (wrong - Carrier.FRONT) + " is wrong");
                if (random.bytes().length > 0) {
                    Check.equal(count, status.getCount(type), () -> what + ", count");
                    Check.equal((long) count * random.elements(), status.getElements(type), () -> what + ", elements");
                }
            }
        }
    }

    /** Whether no byte is there twice, so that it can be received into. */
    private static boolean isDisjoint(long[] places) {
        long[] sorted = places.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private int left() {
        return (rank + size - 1) % size;
    }

    private Status pass(
            Object from, int sendCount, Datatype sendType, Object to, int count, Datatype type, int tag, String what) {
        Request receive = world.iRecv(to, count, type, left(), tag);
        world.send(from, sendCount, sendType, (rank + 1) % size, tag);
        Status status = receive.waitStatus();
        Check.equal(left(), status.getSource(), () -> what + ", source");
        right++;
        return status;
    }

    private static void check(byte[] expected, byte[] found, String what) {
        int at = Arrays.mismatch(expected, found);
        Check.that(at < 0, () -> what + ": byte " + at + " is " + found[at] + " instead of " + expected[at]);
    }

    /** Data as a carrier takes them. */
    private static byte[] image(byte[] data) {
        byte[] image = new byte[Carrier.FRONT + data.length];
        System.arraycopy(data, 0, image, Carrier.FRONT, data.length);
        return image;
    }

    private static byte[] content(int rank, int round, int length, boolean truths) {
        byte[] bytes = new byte[length];
        Draw draw = new Draw(1000L * rank + round);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) draw.below(truths ? 2 : 256);
        }
        return bytes;
    }
}
