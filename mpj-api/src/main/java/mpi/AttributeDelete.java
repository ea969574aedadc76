package mpi;

import org.jspecify.annotations.Nullable;

/**
 * What happens when an attribute is deleted. MPI 5.0, section 7.7.2.
 *
 * @param <H> the class of the handles that have the attribute
 */
@FunctionalInterface
public interface AttributeDelete<H> {
    /**
     * Called when an attribute is deleted or replaced and before its handle is freed, for {@link MPI#COMM_SELF} at the
     * beginning of Finalize. An exception fails that call, and the attribute stays.
     *
     * @param value the attribute's value, which may be null
     */
    void delete(H handle, int keyval, @Nullable Object value);
}
