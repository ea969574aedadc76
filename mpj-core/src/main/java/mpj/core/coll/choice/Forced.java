package mpj.core.coll.choice;

import java.util.EnumMap;
import java.util.Map;
import mpj.base.config.ParameterInfo;
import mpj.base.config.Parameters;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.Algorithms;
import mpj.core.coll.Kind;
import org.jspecify.annotations.Nullable;

/** The algorithms that parameters or hints force, by operation; names that are there are names of algorithms. */
public final class Forced {
    /** No operation's. */
    public static final Forced NONE = new Forced(new EnumMap<>(Kind.class));

    /** What the keys of hints begin with; the operation's name follows. */
    static final String HINT = "mpj_coll_";

    private static final int KINDS_PER_WORD = 8;
    private static final int WORDS = (Kind.values().length + KINDS_PER_WORD - 1) / KINDS_PER_WORD;

    /** In words, the place of shared memory, which is in no list. */
    private static final int SHARED = 0xff;

    private final EnumMap<Kind, String> names;

    private Forced(EnumMap<Kind, String> names) {
        this.names = names;
    }

    /**
     * What the parameters say.
     *
     * @throws IllegalArgumentException if one names no algorithm, or is for no operation
     */
    static Forced of(Parameters parameters) {
        CollectiveParameters.checkNames(parameters);
        EnumMap<Kind, String> names = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            ParameterInfo parameter = CollectiveParameters.forcing(kind);
            String name = parameters.text(parameter);
            if (name != null) {
                names.put(kind, check(kind, name.trim(), parameter.name() + "=" + name));
            }
        }
        return of(names);
    }

    /**
     * What the hints say; those of other matters are left alone.
     *
     * @throws EngineException INFO_KEY or INFO_VALUE where one is for no operation, or names no algorithm
     */
    public static Forced of(Map<String, String> hints) {
        EnumMap<Kind, String> names = new EnumMap<>(Kind.class);
        for (Map.Entry<String, String> hint : hints.entrySet()) {
            String key = hint.getKey();
            if (key.startsWith(HINT)) {
                Kind kind = kind(key);
                try {
                    names.put(kind, check(kind, hint.getValue().trim(), key + "=" + hint.getValue()));
                } catch (IllegalArgumentException e) {
                    throw new EngineException(ErrorClass.INFO_VALUE, String.valueOf(e.getMessage()), e);
                }
            }
        }
        return of(names);
    }

    static Forced of(EnumMap<Kind, String> names) {
        return names.isEmpty() ? NONE : new Forced(names);
    }

    private static Kind kind(String key) {
        String name = key.substring(HINT.length());
        for (Kind kind : Kind.values()) {
            if (kind.option().equals(name)) {
                return kind;
            }
        }
        throw new EngineException(
                ErrorClass.INFO_KEY, key + ": no such operation; there are " + TuningFile.operations());
    }

    static String check(Kind kind, String name, String where) {
        try {
            return check(kind, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage());
        }
    }

    /**
     * A name that there is.
     *
     * @throws IllegalArgumentException if there is none; the message tells the names that there are
     */
    static String check(Kind kind, String name) {
        if (name.equals(SharedMemory.NAME)) {
            return name;
        }
        try {
            return Algorithms.named(kind, name).name();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", " + SharedMemory.NAME);
        }
    }

    /** Whether nothing is forced. */
    public boolean isNone() {
        return names.isEmpty();
    }

    /** The name of the algorithm; null where none is forced. */
    public @Nullable String name(Kind kind) {
        return names.get(kind);
    }

    /** By the operations' names. */
    Map<Kind, String> names() {
        return names;
    }

    /** For messages by which communicators are made: places in the lists of {@link Algorithms}, a byte for each kind. */
    @SuppressWarnings("EnumOrdinal") // all ranks run the same version
    public long[] words() {
        long[] words = new long[WORDS];
        for (Map.Entry<Kind, String> entry : names.entrySet()) {
            Kind kind = entry.getKey();
            String name = entry.getValue();
            long place = name.equals(SharedMemory.NAME)
                    ? SHARED
                    : Algorithms.of(kind).indexOf(Algorithms.named(kind, name)) + 1;
            words[kind.ordinal() / KINDS_PER_WORD] |= place << Byte.SIZE * (kind.ordinal() % KINDS_PER_WORD);
        }
        return words;
    }

    /** The inverse of {@link #words}, which begin at {@code start}. */
    @SuppressWarnings("EnumOrdinal") // as above
    public static Forced of(long[] words, int start) {
        EnumMap<Kind, String> names = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int i = kind.ordinal();
            int place = (int) (words[start + i / KINDS_PER_WORD] >>> Byte.SIZE * (i % KINDS_PER_WORD)) & 0xff;
            if (place > 0) {
                names.put(kind, place == SHARED ? SharedMemory.NAME : Algorithms.of(kind).get(place - 1).name());
            }
        }
        return of(names);
    }
}
