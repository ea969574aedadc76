package mpj.core.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The posted receives and the unexpected messages of one context. MPI 5.0, section 3.5: of the receives that match a
 * message the one posted first gets it; of the messages that match a receive the one sent first, per sender.
 *
 * <p>A receive waits under one key (source and tag, either possibly a wildcard) and an arrival looks under the up to four
 * keys that fit it; an unexpected message lies under all four, and a receive looks under its one. So the cost of a match
 * does not grow with the number that wait.
 */
public final class Matcher {
    public static final int ANY = -1;

    private final long context;
    private final KeyedQueues<Posted> posted = new KeyedQueues<>();
    /**
     * A receive that was posted when none waited, kept beside the table: most programs have one at a time. It is older
     * than any in the table, so whatever matches it belongs to it.
     */
    private @Nullable Posted sole;

    private int soleSource;
    private int soleTag;
    private final KeyedQueues<Arrival> arrivals = new KeyedQueues<>();
    private final List<Posted> probes = new ArrayList<>();
    private int anySource;
    private int anyTag;
    private int anyBoth;
    private long order;
    private int @Nullable [] members;

    public Matcher(long context) {
        this.context = context;
    }

    public long context() {
        return context;
    }

    /** Ranks in the job of those whose messages come here; null until this rank has made the communicator. */
    public int @Nullable [] members() {
        return members;
    }

    public void setMembers(int[] worldRanks) {
        members = worldRanks;
    }

    /** Queues a receive for which {@link #takeArrival} found nothing. */
    public void post(Posted receive, int source, int tag) {
        receive.queued = true;
        if (sole == null && posted.size() == 0) {
            sole = receive;
            soleSource = source;
            soleTag = tag;
            return;
        }
        countWildcards(source, tag, 1);
        posted.append(receive.entry, KeyedQueues.key(source, tag), order++);
    }

    /** Takes the receive that a message from {@code source} with {@code tag} belongs to; null if none. */
    public @Nullable Posted takePosted(int source, int tag) {
        Posted only = sole;
        if (only != null
                && (soleSource == source || soleSource == ANY)
                && (soleTag == tag || soleTag == ANY)) {
            sole = null;
            only.queued = false;
            return only;
        }
        return posted.size() == 0 ? null : takeFromTable(source, tag);
    }

    private @Nullable Posted takeFromTable(int source, int tag) {
        KeyedQueues.Entry<Posted> best = posted.first(KeyedQueues.key(source, tag));
        if ((anySource | anyTag | anyBoth) != 0) {
            best = earliestWildcard(best, source, tag);
        }
        if (best == null) {
            return null;
        }
        unpost(best.owner);
        return best.owner;
    }

    private KeyedQueues.@Nullable Entry<Posted> earliestWildcard(
            KeyedQueues.@Nullable Entry<Posted> exact, int source, int tag) {
        KeyedQueues.Entry<Posted> best = exact;
        if (anySource > 0) {
            best = earlier(best, posted.first(KeyedQueues.key(ANY, tag)));
        }
        if (anyTag > 0) {
            best = earlier(best, posted.first(KeyedQueues.key(source, ANY)));
        }
        if (anyBoth > 0) {
            best = earlier(best, posted.first(KeyedQueues.key(ANY, ANY)));
        }
        return best;
    }

    private static <T> KeyedQueues.@Nullable Entry<T> earlier(
            KeyedQueues.@Nullable Entry<T> a, KeyedQueues.@Nullable Entry<T> b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.order < b.order ? a : b;
    }

    /** Takes a waiting receive back. */
    @SuppressWarnings("ReferenceEquality") // the very same
    public void unpost(Posted receive) {
        receive.queued = false;
        if (receive == sole) {
            sole = null;
            return;
        }
        KeyedQueues.Entry<Posted> entry = receive.entry;
        long key = entry.key();
        countWildcards((int) (key >> 32), (int) key, -1);
        posted.remove(entry);
    }

    private void countWildcards(int source, int tag, int delta) {
        if (source == ANY && tag == ANY) {
            anyBoth += delta;
        } else if (source == ANY) {
            anySource += delta;
        } else if (tag == ANY) {
            anyTag += delta;
        }
    }

    /** Keeps a message for which {@link #takePosted} found nothing. */
    public void addArrival(Arrival arrival) {
        long at = order++;
        arrivals.append(arrival.exact, KeyedQueues.key(arrival.source, arrival.tag), at);
        arrivals.append(arrival.bySource, KeyedQueues.key(arrival.source, ANY), at);
        arrivals.append(arrival.byTag, KeyedQueues.key(ANY, arrival.tag), at);
        arrivals.append(arrival.all, KeyedQueues.key(ANY, ANY), at);
    }

    /** The oldest kept message that fits; it stays. Source and tag may be wildcards. */
    public @Nullable Arrival findArrival(int source, int tag) {
        if (arrivals.size() == 0) {
            return null;
        }
        KeyedQueues.Entry<Arrival> entry = arrivals.first(KeyedQueues.key(source, tag));
        return entry == null ? null : entry.owner;
    }

    /** As {@link #findArrival}, and takes it out. */
    public @Nullable Arrival takeArrival(int source, int tag) {
        Arrival arrival = findArrival(source, tag);
        if (arrival != null) {
            arrivals.remove(arrival.exact);
            arrivals.remove(arrival.bySource);
            arrivals.remove(arrival.byTag);
            arrivals.remove(arrival.all);
        }
        return arrival;
    }

    /** The probes that wait for a message; the caller asks each when one is kept. */
    public List<Posted> probes() {
        return probes;
    }

    /** Takes out every waiting receive that only {@code source} (or anybody) could satisfy. */
    public List<Posted> takeAllFrom(int source) {
        List<Posted> taken = new ArrayList<>();
        if (sole != null && (soleSource == source || soleSource == ANY)) {
            taken.add(sole);
        }
        for (KeyedQueues.Entry<Posted> entry : posted.all()) {
            int wanted = (int) (entry.key() >> 32);
            if (wanted == source || wanted == ANY) {
                taken.add(entry.owner);
            }
        }
        taken.forEach(this::unpost);
        return taken;
    }

    /** The waiting receives, for a roll call. */
    public List<Posted> waiting() {
        List<Posted> waiting = new ArrayList<>();
        if (sole != null) {
            waiting.add(sole);
        }
        posted.all().forEach(entry -> waiting.add(entry.owner));
        return waiting;
    }

    /** Whether a receive waits. */
    public boolean hasPosted() {
        return sole != null || posted.size() > 0;
    }

    public int postedCount() {
        return posted.size() + (sole == null ? 0 : 1);
    }

    /** Whether neither a receive nor a probe nor a message waits. */
    public boolean isIdle() {
        return !hasPosted() && probes.isEmpty() && arrivals.size() == 0;
    }

    /** How many messages are kept. */
    public int arrivalCount() {
        return arrivals.size() / 4;
    }
}
