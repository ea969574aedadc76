package mpi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one handle, a communicator or a datatype. The program's functions are called without a lock.
 *
 * @param <H> the class of the handles
 */
final class Attributes<H> {
    private final Keyvals<H> keyvals;
    /** In the order in which they were set; null as long as there are none. */
    private @Nullable Map<Integer, Attribute<H>> set;

    private record Attribute<H>(int keyval, Keyvals.Key<H> key, @Nullable Object kept) {
        @Nullable
        Object value() {
            return kept instanceof SerializedValue copy ? copy.value() : kept;
        }

        void delete(H handle) {
            AttributeDelete<H> deleted = key.deleted();
            if (deleted != null) {
                deleted.delete(handle, keyval, value());
            }
        }
    }

    Attributes(Keyvals<H> keyvals) {
        this.keyvals = keyvals;
    }

    /** The value; null if there is none. */
    @Nullable
    Object get(int keyval) {
        Attribute<H> attribute = find(keyval);
        if (attribute == null) {
            keyvals.find("getAttr", keyval);
            return null;
        }
        return attribute.value();
    }

    /** Sets a value, after the deletion of the one there is. */
    void set(H handle, int keyval, @Nullable Object value) {
        Keyvals.Key<H> key = keyvals.find("setAttr", keyval);
        Object kept = key.serializes() && value != null ? SerializedValue.of(value) : value;
        Attribute<H> old = find(keyval);
        if (old != null) {
            old.delete(handle);
        }
        put(new Attribute<>(keyval, key, kept));
    }

    /** Deletes a value; an error if there is none. */
    void delete(H handle, int keyval) {
        Attribute<H> attribute = find(keyval);
        if (attribute == null) {
            keyvals.find("deleteAttr", keyval);
            throw MPIException.argument(
                    MPI.ERR_OTHER, "deleteAttr", "no attribute is set under keyval " + keyval);
        }
        attribute.delete(handle);
        remove(keyval);
    }

    /** Gives a fresh duplicate what the program's functions say it is to have. */
    void copyTo(H handle, Attributes<H> duplicate) {
        for (Attribute<H> attribute : inOrder()) {
            AttributeCopy<H> copies = attribute.key.copies();
            if (copies == null) {
                duplicate.put(attribute);
                continue;
            }
            Object copy = copies.copy(handle, attribute.keyval, attribute.value());
            if (copy != null) {
                duplicate.put(new Attribute<>(attribute.keyval, attribute.key, copy));
            }
        }
    }

    /** Deletes all, the last one first; up to the first whose function fails. */
    void deleteAll(H handle) {
        for (Attribute<H> attribute : inOrder().reversed()) {
            attribute.delete(handle);
            remove(attribute.keyval);
        }
    }

    private synchronized @Nullable Attribute<H> find(int keyval) {
        return set == null ? null : set.get(keyval);
    }

    private synchronized void put(Attribute<H> attribute) {
        if (set == null) {
            set = new LinkedHashMap<>();
        }
        // to the end of the order
        set.remove(attribute.keyval);
        set.put(attribute.keyval, attribute);
    }

    private synchronized void remove(int keyval) {
        if (set != null) {
            set.remove(keyval);
        }
    }

    private synchronized List<Attribute<H>> inOrder() {
        return set == null ? List.of() : new ArrayList<>(set.values());
    }
}
