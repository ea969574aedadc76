package mpj.codec.fory;

import java.io.EOFException;
import java.io.Serial;
import mpi.codec.ClassDeniedException;
import mpi.codec.ClassFilter;
import mpi.codec.Codec;
import mpi.codec.CodecInput;
import mpi.codec.CodecOutput;
import org.apache.fory.Fory;
import org.apache.fory.ThreadSafeFory;
import org.apache.fory.logging.LogLevel;
import org.apache.fory.logging.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Apache Fory: quicker than Java serialization, and objects need not be {@link java.io.Serializable}. Cycles and shared
 * references are kept; classes pass the {@link ClassFilter}. One object takes less than 2 GiB, arrays within it included.
 *
 * <p>The JVM should run with {@code --sun-misc-unsafe-memory-access=allow}, as {@code mpjexec} sees to; it warns
 * otherwise.
 */
public final class ForyCodec implements Codec {
    private final ClassFilter filter;

    /** Made at the first use: Fory keeps the class loader of the program, which there may not be before. */
    private volatile @Nullable ThreadSafeFory fory;

    /** With the filter of the program. */
    public ForyCodec() {
        this(ClassFilter.ofProgram());
    }

    /** With a filter of its own. */
    public ForyCodec(ClassFilter filter) {
        this.filter = filter;
    }

    @Override
    public String name() {
        return "fory";
    }

    @Override
    public ClassFilter filter() {
        return filter;
    }

    private ThreadSafeFory fory() {
        ThreadSafeFory made = fory;
        return made != null ? made : make();
    }

    private synchronized ThreadSafeFory make() {
        ThreadSafeFory made = fory;
        if (made == null) {
            // its advice on slow serializers goes to standard output, where the program's own results are
            LoggerFactory.setLogLevel(LogLevel.ERROR_LEVEL);
            ClassLoader loader = programLoader();
            made = Fory.builder()
                    .withClassLoader(loader)
                    .withXlang(false)
                    .withRefTracking(true)
                    .withMaxGraphMemoryBytes(Long.MAX_VALUE)
                    // the filter decides; a class need not be registered in the same order by all ranks
                    .requireClassRegistration(false)
                    .suppressClassRegistrationWarnings(true)
                    .withTypeChecker((_, name) -> isAllowed(name, loader))
                    .buildThreadSafeFory();
            fory = made;
        }
        return made;
    }

    private static ClassLoader programLoader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /** Fory asks when it writes, too: a class that no rank would read is better told where it comes from. */
    private boolean isAllowed(String name, ClassLoader loader) {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            // Fory says so itself
            return true;
        }
        if (!filter.allows(type)) {
            throw new Denied(new ClassDeniedException(name));
        }
        return true;
    }

    /** Carries the exception through Fory. */
    private static final class Denied extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Denied(ClassDeniedException cause) {
            super(cause);
        }
    }

    /** The denied class where that is what went wrong, else the exception itself. */
    private static Exception reason(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClassDeniedException denied) {
                return denied;
            }
        }
        return thrown;
    }

    @Override
    public void write(Object object, CodecOutput out) throws Exception {
        byte[] bytes;
        try {
            bytes = fory().serialize(object);
        } catch (RuntimeException e) {
            throw reason(e);
        }
        out.write(bytes, 0, bytes.length);
    }

    @Override
    public @Nullable Object read(CodecInput in) throws Exception {
        long length = in.remaining();
        if (length > Integer.MAX_VALUE - 8) {
            throw new EOFException("an object of " + length + " bytes cannot have been written by Fory");
        }
        byte[] bytes = new byte[(int) length];
        in.read(bytes, 0, bytes.length);
        try {
            return fory().deserialize(bytes);
        } catch (RuntimeException e) {
            throw reason(e);
        }
    }
}
