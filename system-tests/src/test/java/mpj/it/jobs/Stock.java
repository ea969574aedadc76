package mpj.it.jobs;

import org.jspecify.annotations.Nullable;

/** Memory for messages: the same again and again, or fresh for each message. */
final class Stock implements AutoCloseable {
    private final int bytes;
    private final boolean keeps;
    private final @Nullable Carrier[] sources = new Carrier[MemoryKind.values().length];
    private final @Nullable Carrier[] targets = new Carrier[MemoryKind.values().length];

    private Stock(int bytes, boolean keeps) {
        this.bytes = bytes;
        this.keeps = keeps;
    }

    /** One piece for each kind and direction, for messages of up to so many bytes. */
    static Stock kept(int bytes) {
        return new Stock(bytes, true);
    }

    /** A piece of its own for each message, which is freed after it. */
    static Stock fresh() {
        return new Stock(0, false);
    }

    Carrier source(MemoryKind kind, int needed) {
        return take(sources, kind, needed);
    }

    Carrier target(MemoryKind kind, int needed) {
        return take(targets, kind, needed);
    }

    private Carrier take(@Nullable Carrier[] kept, MemoryKind kind, int needed) {
        if (!keeps) {
            return kind.carrier(Contents.room(needed));
        }
        Carrier carrier = kept[kind.ordinal()];
        if (carrier == null) {
            carrier = kind.carrier(Contents.room(bytes));
            kept[kind.ordinal()] = carrier;
        }
        return carrier;
    }

    void giveBack(Carrier carrier) {
        if (!keeps) {
            carrier.close();
        }
    }

    @Override
    public void close() {
        close(sources);
        close(targets);
    }

    private static void close(@Nullable Carrier[] carriers) {
        for (Carrier carrier : carriers) {
            if (carrier != null) {
                carrier.close();
            }
        }
    }
}
