package mpi;

import mpj.core.Engine;

/** The error handler that an object has. */
final class HandlerSlot {
    private final Class<?> objects;
    private volatile Errhandler handler;

    /**
     * The slot of an object.
     *
     * @param objects the class for which the program makes handlers that fit
     */
    HandlerSlot(Class<?> objects, Errhandler handler) {
        this.objects = objects;
        this.handler = handler;
    }

    Errhandler get() {
        return handler.live();
    }

    void set(Errhandler chosen) {
        if (chosen == null || chosen.isNull()) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    "setErrhandler",
                    chosen == null ? "the error handler is a null reference" : "the error handler is null");
        }
        if (!chosen.fits(objects)) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    "setErrhandler",
                    "the error handler was made for other objects than a " + objects.getSimpleName());
        }
        handler = chosen;
    }

    boolean isFatal() {
        return handler.isFatal();
    }

    /** Calls the program's function, if there is one. */
    void tell(Object object, int code) {
        handler.tell(object, code);
    }

    /** For an error that the program tells of. */
    void call(Object object, String objectName, Engine engine, int code) {
        int errorClass = ErrorCodes.classOf("callErrhandler", code);
        if (isFatal()) {
            end(engine, errorClass, ErrorCodes.describe(code) + ": callErrhandler on " + objectName);
        }
        tell(object, code);
    }

    /** Ends the whole job; does not return. */
    static void end(Engine engine, int code, String message) {
        System.out.flush();
        System.err.flush();
        engine.manager().abort(code, message);
        Runtime.getRuntime().halt(code & 0xff);
    }
}
