package mpi;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The error classes and codes that the program has added. MPI 5.0, section 9.5. Numbers are never used again. */
final class ErrorCodes {
    private static final AtomicInteger LAST = new AtomicInteger(MPI.ERR_LASTCODE);
    private static final Map<Integer, Added> ADDED = new ConcurrentSkipListMap<>();

    /** An added class, whose class is itself, or a code of a class. */
    private record Added(int errorClass, String text) {}

    private ErrorCodes() {}

    /** The largest class or code in use: the attribute LASTUSEDCODE. */
    static int lastUsed() {
        return LAST.get();
    }

    static int addClass() {
        int added = LAST.incrementAndGet();
        ADDED.put(added, new Added(added, ""));
        return added;
    }

    static int addCode(int errorClass) {
        checkClass("addErrorCode", errorClass);
        int added = LAST.incrementAndGet();
        ADDED.put(added, new Added(errorClass, ""));
        return added;
    }

    static void setText(int code, String text) {
        if (text == null || text.length() >= MPI.MAX_ERROR_STRING) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    "addErrorString",
                    text == null
                            ? "the text is null"
                            : "the text has " + text.length() + " characters, at most " + (MPI.MAX_ERROR_STRING - 1)
                                    + " are allowed");
        }
        ADDED.put(code, new Added(added("addErrorString", code).errorClass, text));
    }

    static void removeText(int code) {
        Added added = added("removeErrorString", code);
        if (added.text.isEmpty()) {
            throw refused("removeErrorString", code, "has no text");
        }
        ADDED.put(code, new Added(added.errorClass, ""));
    }

    static void removeClass(int errorClass) {
        if (added("removeErrorClass", errorClass).errorClass != errorClass) {
            throw refused("removeErrorClass", errorClass, "is an error code and no class");
        }
        ADDED.forEach((code, added) -> {
            if (code != errorClass && added.errorClass == errorClass) {
                throw refused("removeErrorClass", errorClass, "still has error code " + code);
            }
        });
        ADDED.remove(errorClass);
    }

    static void removeCode(int code) {
        if (added("removeErrorCode", code).errorClass == code) {
            throw refused("removeErrorCode", code, "is an error class and no code");
        }
        ADDED.remove(code);
    }

    /** Whether it is an error class or an error code. */
    static boolean isKnown(int code) {
        return ADDED.containsKey(code) || ErrorNames.isKnown(code);
    }

    /** The class of a code; that of a class is itself. */
    static int classOf(String operation, int code) {
        Added added = ADDED.get(code);
        if (added != null) {
            return added.errorClass;
        }
        if (!ErrorNames.isKnown(code)) {
            throw refused(operation, code, "is neither an error class nor an error code");
        }
        return code;
    }

    private static void checkClass(String operation, int errorClass) {
        if (classOf(operation, errorClass) != errorClass) {
            throw refused(operation, errorClass, "is an error code and no class");
        }
    }

    /** What a code means, in words; for added ones those given, which may be none. */
    static String describe(int code) {
        Added added = ADDED.get(code);
        return added == null ? ErrorNames.describe(code) : added.text;
    }

    private static Added added(String operation, int code) {
        Added added = ADDED.get(code);
        if (added == null) {
            throw refused(
                    operation,
                    code,
                    ErrorNames.isKnown(code) ? "is predefined" : "has not been added or was removed");
        }
        return added;
    }

    private static MPIException refused(String operation, int code, String why) {
        return MPIException.argument(MPI.ERR_ARG, operation, code + " " + why);
    }
}
