package mpj.core.match;

import org.jspecify.annotations.Nullable;

/** A message that nobody has asked for yet; pooled. */
@SuppressWarnings("this-escape") // the entries only keep it
public class Arrival {
    final KeyedQueues.Entry<Arrival> exact = new KeyedQueues.Entry<>(this);
    final KeyedQueues.Entry<Arrival> bySource = new KeyedQueues.Entry<>(this);
    final KeyedQueues.Entry<Arrival> byTag = new KeyedQueues.Entry<>(this);
    final KeyedQueues.Entry<Arrival> all = new KeyedQueues.Entry<>(this);

    protected int source;
    protected int tag;

    /** The next one in a pool or a list of the owner's. */
    public @Nullable Arrival link;

    public final int source() {
        return source;
    }

    public final int tag() {
        return tag;
    }
}
