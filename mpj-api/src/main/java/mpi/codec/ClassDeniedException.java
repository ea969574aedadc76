package mpi.codec;

import java.io.ObjectStreamException;
import java.io.Serial;

/** A message names a class of which no object may come out of a message. */
public final class ClassDeniedException extends ObjectStreamException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String className;

    /** The class is denied; the message tells how to allow it. */
    public ClassDeniedException(String className) {
        super("class " + className + " is not among those that may be received; to allow it give all ranks MPJ_CODEC_ALLOW="
                + className
                + " (mpjexec -x; a list, also of packages: com.example.*, or with those below com.example.**)");
        this.className = className;
    }

    /** The class, as {@link Class#getName} tells it. */
    public String className() {
        return className;
    }
}
