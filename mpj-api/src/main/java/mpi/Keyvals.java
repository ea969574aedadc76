package mpi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of attributes that the program has made for one class of handles.
 *
 * @param <H> the class of the handles
 */
final class Keyvals<H> {
    /** Those below are predefined. All classes share the numbers, so that a key is unknown to other classes. */
    private static final int FIRST = 100;

    private static final AtomicInteger NEXT = new AtomicInteger(FIRST);

    private final Map<Integer, Key<H>> known = new ConcurrentHashMap<>();

    /**
     * What is known of a key.
     *
     * @param copies null: all duplicates get the value
     * @param deleted null: nothing happens
     * @param serializes whether the value is kept in the form of a serialized copy
     */
    record Key<H>(@Nullable AttributeCopy<H> copies, @Nullable AttributeDelete<H> deleted, boolean serializes) {}

    /** A key whose values are copies, which all duplicates get. */
    int create() {
        return add(new Key<>(null, null, true));
    }

    /** A key whose values are references; a null function copies, or does at deletion, nothing. */
    int create(@Nullable AttributeCopy<H> copy, @Nullable AttributeDelete<H> delete) {
        return add(new Key<>(copy == null ? (_, _, _) -> null : copy, delete, false));
    }

    private int add(Key<H> key) {
        Job.checkNotFinalized();
        int keyval = NEXT.getAndIncrement();
        known.put(keyval, key);
        return keyval;
    }

    /** Forgets a key; attributes that are set under it live on. */
    void free(int keyval) {
        checkNotPredefined("freeKeyval", keyval);
        if (known.remove(keyval) == null) {
            throw unknown("freeKeyval", keyval);
        }
    }

    /** The key, or an error: the class OTHER is what programs for Open MPI's bindings see of keys that were freed. */
    Key<H> find(String operation, int keyval) {
        checkNotPredefined(operation, keyval);
        Key<H> key = known.get(keyval);
        if (key == null) {
            throw unknown(operation, keyval);
        }
        return key;
    }

    private static void checkNotPredefined(String operation, int keyval) {
        if (keyval >= 0 && keyval < FIRST) {
            throw MPIException.argument(
                    MPI.ERR_KEYVAL, operation, "keyval " + keyval + " is predefined: it can only be read");
        }
    }

    private static MPIException unknown(String operation, int keyval) {
        if (keyval == MPI.KEYVAL_INVALID) {
            return MPIException.argument(MPI.ERR_KEYVAL, operation, "the keyval is MPI_KEYVAL_INVALID");
        }
        return MPIException.argument(
                MPI.ERR_OTHER, operation, "keyval " + keyval + " was not created for this class, or was freed");
    }
}
