package mpj.core.p2p;

import mpj.core.match.Matcher;
import org.jspecify.annotations.Nullable;

/** Matchers by context; open addressing. A look-up allocates nothing; that of the last one again is a comparison. */
final class MatcherTable {
    private static final Matcher NONE = new Matcher(-1);

    private @Nullable Matcher[] slots = new Matcher[16];
    private int size;
    private Matcher last = NONE;

    /** The matcher of a context; made when it is first asked for, as a message may come before its communicator is. */
    Matcher of(long context) {
        Matcher found = last;
        return found.context() == context ? found : find(context);
    }

    private Matcher find(long context) {
        Matcher found = get(context);
        if (found == null) {
            found = new Matcher(context);
            put(found);
        }
        last = found;
        return found;
    }

    private static int hash(long context) {
        long mixed = context * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 33);
    }

    private @Nullable Matcher get(long context) {
        int mask = slots.length - 1;
        for (int i = hash(context) & mask; ; i = i + 1 & mask) {
            Matcher matcher = slots[i];
            if (matcher == null || matcher.context() == context) {
                return matcher;
            }
        }
    }

    private void put(Matcher matcher) {
        if (2 * ++size > slots.length) {
            @Nullable Matcher[] old = slots;
            slots = new Matcher[2 * old.length];
            for (Matcher other : old) {
                if (other != null) {
                    insert(other);
                }
            }
        }
        insert(matcher);
    }

    private void insert(Matcher matcher) {
        int mask = slots.length - 1;
        int i = hash(matcher.context()) & mask;
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        slots[i] = matcher;
    }

    /** Removes a matcher; those that lie behind it move up to where a look-up still finds them. */
    void remove(long context) {
        int mask = slots.length - 1;
        int gap = hash(context) & mask;
        Matcher found = slots[gap];
        while (found != null && found.context() != context) {
            gap = gap + 1 & mask;
            found = slots[gap];
        }
        if (found == null) {
            return;
        }
        size--;
        last = NONE;
        slots[gap] = null;
        for (int next = gap + 1 & mask; ; next = next + 1 & mask) {
            Matcher other = slots[next];
            if (other == null) {
                return;
            }
            int home = hash(other.context()) & mask;
            if ((next - home & mask) >= (next - gap & mask)) {
                slots[gap] = other;
                slots[next] = null;
                gap = next;
            }
        }
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** All of them, with nulls between. */
    @Nullable
    Matcher[] all() {
        return slots;
    }
}
