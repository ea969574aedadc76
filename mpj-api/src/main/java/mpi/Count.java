package mpi;

import org.jspecify.annotations.Nullable;

/** A count that may be larger than an int ({@code MPI_Count}); mutable. */
@SuppressWarnings("ComparableType") // the signature of compareTo is that of Open MPI's bindings
public final class Count implements Comparable<Object> {
    private long count;

    /** A count with the given value. */
    public Count(long count) {
        this.count = count;
    }

    /** The value. */
    public long getCount() {
        return count;
    }

    /** Replaces the value. */
    public void setCount(long count) {
        this.count = count;
    }

    @Override
    public boolean equals(@Nullable Object obj) {
        return obj instanceof Count other && other.count == count;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count);
    }

    /** Orders by value; -1 for anything that is no count. */
    @Override
    public int compareTo(Object obj) {
        return obj instanceof Count other ? Long.compare(count, other.count) : -1;
    }

    @Override
    public String toString() {
        return Long.toString(count);
    }
}
