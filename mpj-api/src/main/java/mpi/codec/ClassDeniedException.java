package mpi.codec;

import java.io.InvalidClassException;
import java.io.Serial;

/** A message names a class of which no object may come out of a message. */
public final class ClassDeniedException extends InvalidClassException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The class is denied; the message tells how to allow it. */
    public ClassDeniedException(String className) {
        super(
                className,
                "is not among the classes that may be received; to allow it give all ranks MPJ_CODEC_ALLOW=" + className
                        + " (mpjexec -x; a list, also of packages such as com.example.*, com.example.** with those below)");
    }
}
