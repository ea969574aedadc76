package mpj.it.jobs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mpi.Grequest;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Message;
import mpi.Prequest;
import mpi.Request;
import mpi.Status;
import org.jspecify.annotations.Nullable;

/**
 * Persistent messages of every mode and kind of memory, started again and again and
 * completed in every way; partitioned messages by several threads, in pieces that differ between the sides; exchanges,
 * matched messages, buffered sends, futures and generalized requests. Everybody sends to everybody or to the next.
 */
public final class RequestsMatrix {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int RANK = WORLD.getRank();
    private static final int SIZE = WORLD.getSize();
    private static final int NEXT = (RANK + 1) % SIZE;
    private static final int PREVIOUS = (RANK + SIZE - 1) % SIZE;

    /** Ints of a message: short, around the end of eager messages, and long. */
    private static final int[] COUNTS = {1, 7, 4_096, 16_384, 100_000};

    private static final int ROUNDS = 5;
    private static final int LIMIT_S = 40;

    /** The modes of sends, each with a tag of its own. */
    private enum Mode {
        STANDARD(0),
        BUFFERED(1),
        SYNCHRONOUS(2),
        READY(3);

        final int tag;

        Mode(int tag) {
            this.tag = tag;
        }

        Prequest make(Object buf, int count, int dest) {
            return switch (this) {
                case STANDARD -> WORLD.sendInit(buf, count, MPI.INT, dest, tag);
                case BUFFERED -> WORLD.bSendInit(buf, count, MPI.INT, dest, tag);
                case SYNCHRONOUS -> WORLD.sSendInit(buf, count, MPI.INT, dest, tag);
                case READY -> WORLD.rSendInit(buf, count, MPI.INT, dest, tag);
            };
        }
    }

    /** The kinds of memory. */
    private enum Kind {
        ARRAY,
        HEAP_BUFFER,
        DIRECT_BUFFER,
        SHARED_SEGMENT;

        Object make(int count) {
            return switch (this) {
                case ARRAY -> new int[count];
                case HEAP_BUFFER -> IntBuffer.allocate(count);
                case DIRECT_BUFFER -> MPI.newIntBuffer(count);
                case SHARED_SEGMENT -> MPI.allocMem(4L * count);
            };
        }

        static void free(Object buffer) {
            if (buffer instanceof MemorySegment segment) {
                MPI.freeMem(segment);
            }
        }
    }

    private final Draw draw;
    private int right;

    private RequestsMatrix(long seed) {
        draw = new Draw(seed);
    }

    /** Runs everything. */
    public static int checkAll(long seed) throws Exception {
        RequestsMatrix matrix = new RequestsMatrix(seed);
        WORLD.attachBuffer(MPI.BUFFER_AUTOMATIC);
        for (Mode mode : Mode.values()) {
            for (Kind kind : Kind.values()) {
                for (int count : COUNTS) {
                    matrix.persistent(mode, kind, count);
                }
            }
        }
        for (int i = 0; i < 12; i++) {
            matrix.partitioned();
        }
        for (int count : COUNTS) {
            matrix.exchanges(count);
            matrix.futures(count);
            matrix.matched(count);
        }
        matrix.generalized();
        Check.that(MPI.BUFFER_AUTOMATIC.equals(WORLD.detachBuffer()), () -> "the buffer that was attached");
        return matrix.right;
    }

    private static void put(Object buffer, int index, int value) {
        switch (buffer) {
            case int[] a -> a[index] = value;
            case IntBuffer b -> b.put(index, value);
            case MemorySegment s -> s.setAtIndex(ValueLayout.JAVA_INT, index, value);
            default -> throw new IllegalArgumentException();
        }
    }

    private static int get(Object buffer, int index) {
        return switch (buffer) {
            case int[] a -> a[index];
            case IntBuffer b -> b.get(index);
            case MemorySegment s -> s.getAtIndex(ValueLayout.JAVA_INT, index);
            default -> throw new IllegalArgumentException();
        };
    }

    private static void fill(Object buffer, int count, int value) {
        for (int i = 0; i < count; i++) {
            put(buffer, i, value + i);
        }
    }

    private static void check(String what, Object buffer, int count, int value) {
        for (int i = 0; i < count; i++) {
            int at = i;
            Check.equal(value + i, get(buffer, i), () -> what + ", element " + at);
        }
    }

    private void persistent(Mode mode, Kind kind, int count) {
        Object out = kind.make(count);
        Object[] in = new Object[SIZE];
        Prequest[] receives = new Prequest[SIZE];
        Prequest[] all = new Prequest[2 * SIZE];
        for (int peer = 0; peer < SIZE; peer++) {
            in[peer] = kind.make(count);
            receives[peer] = WORLD.recvInit(in[peer], count, MPI.INT, peer, mode.tag);
            all[peer] = receives[peer];
            all[SIZE + peer] = mode.make(out, count, peer);
        }
        for (int round = 0; round < ROUNDS; round++) {
            fill(out, count, 1000 * round + RANK);
            Prequest.startAll(receives);
            if (mode == Mode.READY) {
                WORLD.barrier();
            }
            Prequest.startAll(Arrays.copyOfRange(all, SIZE, 2 * SIZE));
            complete(all, round);
            for (int peer = 0; peer < SIZE; peer++) {
                check(mode + " from " + kind, in[peer], count, 1000 * round + peer);
            }
            right++;
        }
        for (int peer = 0; peer < SIZE; peer++) {
            receives[peer].free();
            all[SIZE + peer].free();
            Kind.free(in[peer]);
        }
        Kind.free(out);
    }

    private static void complete(Prequest[] all, int round) {
        switch (round) {
            case 0 -> Request.waitAll(all);
            case 1 -> {
                while (Request.waitAny(all) != MPI.UNDEFINED) {
                    // until none is active
                }
            }
            case 2 -> {
                Status @Nullable [] statuses = Request.getStatusAll(all);
                while (statuses == null) {
                    Thread.yield();
                    statuses = Request.getStatusAll(all);
                }
                Check.equal(SIZE - 1L, statuses[SIZE - 1].getSource(), () -> "source of getStatusAll");
                Check.that(Request.testAll(all), () -> "testAll after getStatusAll");
            }
            case 3 -> {
                for (Prequest one : all) {
                    while (!one.test()) {
                        Thread.yield();
                    }
                }
            }
            default -> join(all);
        }
        Check.that(!all[0].isNull(), () -> "a completed persistent request is not null");
    }

    private static void join(Request... requests) {
        CompletableFuture<?>[] futures = new CompletableFuture<?>[requests.length];
        for (int i = 0; i < futures.length; i++) {
            futures[i] = requests[i].toCompletableFuture();
        }
        CompletableFuture.allOf(futures).orTimeout(LIMIT_S, TimeUnit.SECONDS).join();
    }

    private void partitioned() throws InterruptedException {
        int mine = 1 + draw.below(8);
        int theirs = 1 + draw.below(8);
        int unit = 1 + draw.below(draw.below(2) == 0 ? 9 : 3000);
        int n = mine * theirs * unit;
        int[] out = new int[n];
        int[] in = new int[n];
        Prequest send = WORLD.pSendInit(out, mine, (long) theirs * unit, MPI.INT, NEXT, 77);
        Prequest receive = WORLD.pRecvInit(in, theirs, (long) mine * unit, MPI.INT, PREVIOUS, 77);
        for (int round = 0; round < ROUNDS; round++) {
            Prequest.startAll(new Prequest[] {receive, send});
            int base = 100 * round;
            AtomicInteger next = new AtomicInteger();
            Runnable giver = () -> {
                for (int p = next.getAndIncrement(); p < mine; p = next.getAndIncrement()) {
                    int partition = mine - 1 - p;
                    for (int i = partition * theirs * unit; i < (partition + 1) * theirs * unit; i++) {
                        out[i] = base + RANK + i;
                    }
                    send.pReady(partition);
                }
            };
            Thread other = Thread.ofPlatform().start(giver);
            giver.run();
            for (int p = 0; p < theirs; p++) {
                while (!receive.pArrived(p)) {
                    Thread.yield();
                }
                int first = p * mine * unit;
                Check.equal(base + PREVIOUS + first, in[first], () -> "first element of a partition");
            }
            Request.waitAll(new Request[] {send, receive});
            other.join();
            check("partitions", in, n, base + PREVIOUS);
            right++;
        }
        send.free();
        receive.free();
    }

    private void exchanges(int count) {
        int[] out = new int[count];
        int[] in = new int[count];
        fill(out, count, RANK);
        Status status = WORLD.iSendRecv(out, count, MPI.INT, NEXT, 5, in, count, MPI.INT, PREVIOUS, 5)
                .waitStatus();
        Check.equal(PREVIOUS, status.getSource(), () -> "source of iSendRecv");
        check("iSendRecv", in, count, PREVIOUS);
        Request[] replaced = {WORLD.iSendRecvReplace(out, count, MPI.INT, NEXT, 6, PREVIOUS, 6)};
        Request.waitAll(replaced);
        check("iSendRecvReplace", out, count, PREVIOUS);
        right += 2;
    }

    /** A token passes all ranks in callbacks; each passes a message of its own on. */
    private void futures(int count) throws Exception {
        int[] token = new int[count];
        CompletableFuture<Void> passed = WORLD.iRecv(token, count, MPI.INT, PREVIOUS, 9)
                .thenAccept(status -> {
                    Check.equal(PREVIOUS, status.getSource(), () -> "source in a callback");
                    if (RANK != 0) {
                        fill(token, count, token[0] + 1);
                        WORLD.sSend(token, count, MPI.INT, NEXT, 9);
                    }
                })
                .toCompletableFuture();
        if (RANK == 0) {
            WORLD.send(new int[count], count, MPI.INT, NEXT, 9);
        }
        passed.get(LIMIT_S, TimeUnit.SECONDS);
        if (RANK == 0) {
            Check.equal(SIZE - 1L, token[0], () -> "hops of a token");
        }
        right++;
    }

    private void matched(int count) {
        Request send = WORLD.iSend(new int[count], count, MPI.INT, NEXT, 11);
        Message message = new Message();
        int found = message.mProbe(MPI.ANY_SOURCE, 11, WORLD).getCount(MPI.INT);
        Check.equal(count, found, () -> "count of a matched probe");
        Check.equal(PREVIOUS, message.imRecv(new int[count], count, MPI.INT).waitStatus().getSource(), () -> "source");
        send.waitFor();
        right++;
    }

    private void generalized() throws InterruptedException {
        Grequest request = Grequest.start(status -> status.setTag(RANK), null, null);
        Request message = WORLD.iRecv(new int[1], 1, MPI.INT, PREVIOUS, 12);
        Thread worker = Thread.ofPlatform().start(() -> {
            WORLD.send(new int[1], 1, MPI.INT, NEXT, 12);
            request.complete();
        });
        Status[] statuses = Request.waitAllStatus(new Request[] {request, message});
        Check.equal(RANK, statuses[0].getTag(), () -> "tag of a generalized request");
        worker.join();
        right++;
    }
}
