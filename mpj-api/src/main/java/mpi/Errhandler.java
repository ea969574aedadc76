package mpi;

import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens when something fails: {@link MPI#ERRORS_ARE_FATAL}, {@link MPI#ERRORS_ABORT},
 * {@link MPI#ERRORS_RETURN}, or a function of the program's, made by {@link Comm#createErrhandler} or
 * {@link Session#createErrhandler}. MPI 5.0, section 9.3.
 *
 * <p>A failure of communication ends the job under the first two. Under the others the call throws an
 * {@link MPIException}, after the function has been called. Errors in arguments throw under any handler; a function is
 * called for them, too.
 */
public final class Errhandler implements Freeable {
    static final Errhandler FATAL = new Errhandler("MPI_ERRORS_ARE_FATAL", true, null, null);
    static final Errhandler ABORT = new Errhandler("MPI_ERRORS_ABORT", true, null, null);
    static final Errhandler RETURN = new Errhandler("MPI_ERRORS_RETURN", false, null, null);
    static final Errhandler NULL = new Errhandler("MPI_ERRHANDLER_NULL", false, null, null);

    private final String name;
    private final boolean fatal;
    /** Those that the function takes; null in the predefined ones. */
    private final @Nullable Class<?> objects;

    private final @Nullable ObjIntConsumer<Object> function;
    /** The handle is null; what it stood for goes on in the objects that have it. */
    private volatile boolean freed;

    private Errhandler(
            String name, boolean fatal, @Nullable Class<?> objects, @Nullable ObjIntConsumer<Object> function) {
        this.name = name;
        this.fatal = fatal;
        this.objects = objects;
        this.function = function;
    }

    /** A handler for objects of a class. */
    static <T> Errhandler of(Class<T> objects, ObjIntConsumer<? super T> function) {
        if (function == null) {
            throw MPIException.argument(MPI.ERR_ARG, "createErrhandler", "the function is null");
        }
        return new Errhandler(
                "error handler", false, objects, (object, code) -> function.accept(objects.cast(object), code));
    }

    /** Whether a failure of communication ends the job. */
    boolean isFatal() {
        return fatal;
    }

    /** Whether objects of the class may have it. */
    boolean fits(Class<?> wanted) {
        return objects == null || objects == wanted;
    }

    /** Calls the program's function, if there is one. */
    void tell(Object object, int code) {
        if (function != null) {
            function.accept(object, code);
        }
    }

    /** A handle that is not null. */
    Errhandler live() {
        return freed ? new Errhandler(name, fatal, objects, function) : this;
    }

    /** Gives the handle up; objects that have the handler keep it. */
    @Override
    public void free() throws MPIException {
        if (objects == null || freed) {
            throw MPIException.argument(
                    MPI.ERR_ERRHANDLER, "free", isNull() ? "the error handler is null" : name + " is predefined");
        }
        freed = true;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the one that is null from the beginning
    public boolean isNull() {
        return freed || this == NULL;
    }

    @Override
    public String toString() {
        return isNull() ? "MPI_ERRHANDLER_NULL" : name;
    }
}
