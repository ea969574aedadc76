package mpj.it.jobs;

import java.util.EnumMap;
import java.util.Map;

/** Memory for messages: the same again and again, or fresh for each message. */
final class Stock implements AutoCloseable {
    private final int bytes;
    private final boolean keeps;
    private final Map<MemoryKind, Carrier> sources = new EnumMap<>(MemoryKind.class);
    private final Map<MemoryKind, Carrier> targets = new EnumMap<>(MemoryKind.class);

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

    private Carrier take(Map<MemoryKind, Carrier> kept, MemoryKind kind, int needed) {
        return keeps
                ? kept.computeIfAbsent(kind, missing -> missing.carrier(Contents.room(bytes)))
                : kind.carrier(Contents.room(needed));
    }

    void giveBack(Carrier carrier) {
        if (!keeps) {
            carrier.close();
        }
    }

    @Override
    public void close() {
        sources.values().forEach(Carrier::close);
        targets.values().forEach(Carrier::close);
    }
}
