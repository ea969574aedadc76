package mpj.it.jobs;

import java.util.function.Consumer;
import mpi.Intracomm;
import mpi.MPI;

/**
 * {@code PointToPointMatrix SEED}: messages of every kind of memory to every kind of memory, of all datatypes, by all
 * calls, of sizes around the thresholds where protocols change.
 *
 * <p>Small messages go through the product of kinds, datatypes and calls, their length drawn; where ranks outnumber the
 * cores of a small machine through that of kinds, datatypes and lengths, some calls drawn, since each message then takes a
 * change of processes or two. For large ones every pair of kinds goes through every size, while datatype and calls are
 * drawn. Which rank sends to which is drawn, too. All ranks go through the same list in the same order, so that nobody
 * waits for ever.
 */
public final class PointToPointMatrix {
    /** Elements of small messages. */
    private static final int[] FEW = {0, 1, 3};

    /** The most ranks that go through all calls. */
    private static final int FULL_RANKS = 2;

    /** With more ranks so many ways to call for each combination of kinds, datatype and size. */
    private static final int DRAWN_FORMS = 3;

    private static final int[] THRESHOLDS = {16 << 10, 32 << 10, 64 << 10, 1 << 20};
    // a third of some pairs' memory is holes
    private static final int MAX_BYTES = (3 << 20) / 2;
    private static final int MAX_TAG = 1 << 20;

    private static final MemoryKind[] KINDS = MemoryKind.values();
    private static final ElementType[] TYPES = ElementType.values();
    private static final SendForm[] SENDS = SendForm.values();
    private static final ReceiveForm[] RECEIVES = ReceiveForm.values();

    private final Courier courier;
    private final int ranks;
    private final Draw draw;
    private long number;
    private long carried;

    private PointToPointMatrix(Intracomm world, long seed) {
        this.courier = new Courier(world, MAX_BYTES);
        this.ranks = world.getSize();
        this.draw = new Draw(seed);
    }

    /** Goes through the matrix, {@code SEED} being the argument. */
    public static void main(String[] args) {
        long messages = checkAll(Long.parseLong(args[0]));
        MPI.COMM_WORLD.barrier();
        if (MPI.COMM_WORLD.getRank() == 0) {
            System.out.println(messages + " messages were right");
        }
    }

    /** Goes through the matrix; the number of messages. */
    public static long checkAll(long seed) {
        return check(seed, matrix -> {
            try (Stock stock = Stock.kept(FEW[FEW.length - 1] * ElementType.MAX_EXTENT)) {
                matrix.smallTransfers(stock);
                matrix.smallExchanges(stock);
            }
            try (Stock stock = Stock.fresh()) {
                matrix.large(stock);
            }
        });
    }

    /** Goes through what the seed draws from the matrix: so many messages, a few of which may not be possible. */
    public static long checkSome(long seed, int messages) {
        return check(seed, matrix -> {
            try (Stock stock = Stock.fresh()) {
                for (int i = 0; i < messages; i++) {
                    matrix.drawn(stock);
                }
            }
        });
    }

    private static long check(long seed, Consumer<PointToPointMatrix> messages) {
        // the largest message twice, since the space of the last one may be given back late
        MPI.attachBuffer(new byte[4 * MAX_BYTES]);
        PointToPointMatrix matrix = new PointToPointMatrix(MPI.COMM_WORLD, seed);
        messages.accept(matrix);
        MPI.detachBuffer();
        matrix.courier.close();
        return matrix.carried;
    }

    /** A small message, one around a threshold, or an exchange. */
    private void drawn(Stock stock) {
        MemoryKind from = draw.of(KINDS);
        MemoryKind to = draw.of(KINDS);
        ElementType type = draw.of(TYPES);
        int few = FEW[draw.below(FEW.length)];
        switch (draw.below(4)) {
            case 0, 1 -> transfer(stock, from, to, type, few, draw.of(SENDS), draw.of(RECEIVES));
            case 2 -> largeTransfer(stock, from, to, THRESHOLDS[draw.below(THRESHOLDS.length)], draw.below(3) - 1);
            default -> exchange(stock, from, from, type, few, draw.below(2) == 0);
        }
    }

    private void smallTransfers(Stock stock) {
        for (MemoryKind from : KINDS) {
            for (MemoryKind to : KINDS) {
                for (ElementType type : TYPES) {
                    if (ranks > FULL_RANKS) {
                        drawnForms(stock, from, to, type);
                    } else {
                        allForms(stock, from, to, type);
                    }
                }
            }
        }
    }

    private void drawnForms(Stock stock, MemoryKind from, MemoryKind to, ElementType type) {
        for (int count : FEW) {
            for (int i = 0; i < DRAWN_FORMS; i++) {
                transfer(stock, from, to, type, count, draw.of(SENDS), draw.of(RECEIVES));
            }
        }
    }

    private void allForms(Stock stock, MemoryKind from, MemoryKind to, ElementType type) {
        for (SendForm send : SENDS) {
            for (ReceiveForm receive : RECEIVES) {
                transfer(stock, from, to, type, FEW[draw.below(FEW.length)], send, receive);
            }
        }
    }

    private void smallExchanges(Stock stock) {
        for (MemoryKind from : KINDS) {
            for (MemoryKind to : KINDS) {
                for (ElementType type : TYPES) {
                    exchange(stock, from, to, type, FEW[draw.below(FEW.length)], false);
                }
            }
            for (ElementType type : TYPES) {
                for (int count : FEW) {
                    exchange(stock, from, from, type, count, true);
                }
            }
        }
    }

    private void large(Stock stock) {
        for (int threshold : THRESHOLDS) {
            for (int more = -1; more <= 1; more++) {
                for (MemoryKind from : KINDS) {
                    for (MemoryKind to : KINDS) {
                        largeTransfer(stock, from, to, threshold, more);
                    }
                }
            }
            for (MemoryKind kind : KINDS) {
                ElementType type = draw.of(TYPES);
                int count = threshold / type.size() + draw.below(3) - 1;
                exchange(stock, kind, draw.of(KINDS), type, count, false);
                exchange(stock, kind, kind, type, count, true);
            }
        }
    }

    private void largeTransfer(Stock stock, MemoryKind from, MemoryKind to, int threshold, int more) {
        ElementType type = draw.of(TYPES);
        int count = threshold / type.size() + more;
        SendForm send = draw.of(SENDS);
        ReceiveForm receive = draw.of(RECEIVES);
        transfer(stock, from, to, type, count, send, receive);
    }

    private void transfer(
            Stock stock,
            MemoryKind from,
            MemoryKind to,
            ElementType type,
            int count,
            SendForm send,
            ReceiveForm receive) {
        int sender = draw.below(ranks);
        int receiver = ranks == 1 ? 0 : (sender + 1 + draw.below(ranks - 1)) % ranks;
        Transfer transfer = new Transfer(sender, receiver, nextTag(), from, to, type, count, send, receive);
        if (transfer.isPossible()) {
            courier.carry(transfer, stock);
            carried++;
        }
    }

    private void exchange(
            Stock stock, MemoryKind from, MemoryKind to, ElementType type, int count, boolean replaces) {
        courier.exchange(new Exchange(nextTag(), from, to, type, count, replaces), stock);
        carried++;
    }

    private int nextTag() {
        return (int) (number++ % MAX_TAG);
    }
}
