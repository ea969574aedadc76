package mpi;

import org.jspecify.annotations.Nullable;

/**
 * What a duplicate gets of an attribute. MPI 5.0, section 7.7.2.
 *
 * @param <H> the class of the handles that have the attribute
 */
@FunctionalInterface
public interface AttributeCopy<H> {
    /**
     * Called by {@code dup} for each attribute that is set. An exception fails the call of {@code dup}.
     *
     * @param handle what is duplicated
     * @param value the attribute's value, which may be null
     * @return the duplicate's value; null if it is not to have the attribute
     */
    @Nullable Object copy(H handle, int keyval, @Nullable Object value);
}
