package mpi;

import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hints: pairs of key and value, in the order in which keys were first set. MPI 5.0, chapter 10.
 *
 * <p>A key has 1 to {@code MPI.MAX_INFO_KEY - 1} bytes, a value 1 to {@code MPI.MAX_INFO_VAL - 1}. {@link #asMap} is the
 * same as a {@link Map}. Like most maps, an info is for one thread at a time.
 */
public final class Info implements Freeable, Cloneable {
    static final Info NULL = new Info(null, true);
    static final Info ENV = new Info(null, true);

    private final boolean predefined;
    private @Nullable Map<String, String> entries;

    private Info(@Nullable Map<String, String> entries, boolean predefined) {
        this.entries = entries;
        this.predefined = predefined;
    }

    /** An empty one. */
    public Info() throws MPIException {
        this(new LinkedHashMap<>(), false);
        Job.checkNotFinalized();
    }

    /** One with these pairs. mpi4py: {@code Create(items)}. */
    public static Info of(Map<String, String> pairs) throws MPIException {
        Info info = new Info();
        pairs.forEach(info::set);
        return info;
    }

    /**
     * A new one with what {@link MPI#INFO_ENV} tells, for a program of these arguments; of this program without any.
     * Needs no joining of the job, so what only the job knows is left out before.
     */
    public static Info createEnv(String... args) throws MPIException {
        return new Info(new LinkedHashMap<>(Environment.describe(args)), false);
    }

    /** The pairs of an object that may be null or INFO_NULL, which both have none. */
    static Map<String, String> pairs(@Nullable Info info) {
        return info == null || info.isNull() ? Map.of() : info.entries("info");
    }

    private Map<String, String> entries(String operation) {
        Job.checkNotFinalized();
        Map<String, String> known = entries;
        if (known == null && isEnvironment()) {
            known = Environment.describe();
            entries = known;
        }
        if (known == null) {
            throw MPIException.argument(MPI.ERR_INFO, operation, "the info is MPI_INFO_NULL or has been freed");
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality") // the one object of the class that is filled at its first use
    private boolean isEnvironment() {
        return this == ENV;
    }

    private static String key(String operation, String key) {
        return check(operation, MPI.ERR_INFO_KEY, "key", key, MPI.MAX_INFO_KEY);
    }

    private static String check(String operation, int errorClass, String argument, @Nullable String text, int limit) {
        if (text == null || text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length >= limit) {
            throw MPIException.argument(
                    errorClass,
                    operation,
                    argument + " '" + text + "' does not have 1 to " + (limit - 1) + " bytes");
        }
        return text;
    }

    /** Sets or replaces a value. */
    public void set(String key, String value) throws MPIException {
        Map<String, String> known = entries("set");
        key("set", key);
        known.put(key, check("set", MPI.ERR_INFO_VALUE, "value", value, MPI.MAX_INFO_VAL));
    }

    /** The value; null if the key is not set. */
    public @Nullable String get(String key) throws MPIException {
        return entries("get").get(key("get", key));
    }

    /** The length of the value in bytes; -1 if the key is not set. */
    public int getValueLength(String key) throws MPIException {
        String value = entries("getValueLength").get(key("getValueLength", key));
        return value == null ? -1 : value.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Takes a key out; {@link MPI#ERR_INFO_NOKEY} if it is not set. */
    public void delete(String key) throws MPIException {
        if (entries("delete").remove(key("delete", key)) == null) {
            throw MPIException.argument(MPI.ERR_INFO_NOKEY, "delete", "key '" + key + "' is not set");
        }
    }

    /** The number of keys. mpi4py: {@code Get_nkeys}. */
    public int size() throws MPIException {
        return entries("size").size();
    }

    /** Key number {@code i}, from 0. mpi4py: {@code Get_nthkey}. */
    public String getKey(int i) throws MPIException {
        Map<String, String> known = entries("getKey");
        if (i < 0 || i >= known.size()) {
            throw MPIException.argument(
                    MPI.ERR_INFO_KEY, "getKey", "index " + i + " is outside 0.." + (known.size() - 1));
        }
        Iterator<String> keys = known.keySet().iterator();
        for (int skipped = 0; skipped < i; skipped++) {
            keys.next();
        }
        return keys.next();
    }

    /** A copy. */
    public Info dup() throws MPIException {
        return new Info(new LinkedHashMap<>(entries("dup")), false);
    }

    /** The same as {@link #dup}. */
    @Override
    public Info clone() {
        return dup();
    }

    @Override
    public void free() throws MPIException {
        entries("free");
        if (predefined) {
            throw MPIException.argument(MPI.ERR_INFO, "free", "MPI_INFO_ENV is predefined and cannot be freed");
        }
        entries = null;
    }

    @Override
    public boolean isNull() {
        return entries == null && !isEnvironment();
    }

    /** This info as a map: what is done to the one is seen in the other, with the same limits on keys and values. */
    public Map<String, String> asMap() throws MPIException {
        entries("asMap");
        return new View();
    }

    private final class View extends AbstractMap<String, String> {
        @Override
        public @Nullable String put(String key, String value) {
            String before = get(key);
            set(key, value);
            return before;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public int size() {
                    return Info.this.size();
                }

                @Override
                public Iterator<Entry<String, String>> iterator() {
                    return checked(entries("asMap").entrySet().iterator());
                }
            };
        }
    }

    private static Iterator<Map.Entry<String, String>> checked(Iterator<Map.Entry<String, String>> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Map.Entry<String, String> next() {
                return new CheckedEntry(entries.next());
            }

            @Override
            public void remove() {
                entries.remove();
            }
        };
    }

    /** An entry whose value keeps to the limits, too. */
    private static final class CheckedEntry extends AbstractMap.SimpleEntry<String, String> {
        private static final long serialVersionUID = 1L;

        private final transient Map.Entry<String, String> entry;

        CheckedEntry(Map.Entry<String, String> entry) {
            super(entry);
            this.entry = entry;
        }

        @Override
        public String setValue(String value) {
            entry.setValue(check("set", MPI.ERR_INFO_VALUE, "value", value, MPI.MAX_INFO_VAL));
            return super.setValue(value);
        }
    }

    @Override
    public String toString() {
        return isNull() ? "MPI_INFO_NULL" : entries("toString").toString();
    }
}
