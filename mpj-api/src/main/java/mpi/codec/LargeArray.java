package mpi.codec;

import java.io.Serial;
import java.io.Serializable;

/** Stands in a stream for an array that travels beside it. */
record LargeArray(int index) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;
}
