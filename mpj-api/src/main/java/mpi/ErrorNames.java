package mpi;

import java.util.HashMap;
import java.util.Map;

/** The names of the error classes, and what each means. */
final class ErrorNames {
    /** The classes of MPI 3.1, which are numbered without gaps. */
    private static final String[] TEXTS = {
        "SUCCESS: no error",
        "BUFFER: invalid buffer",
        "COUNT: invalid count",
        "TYPE: invalid datatype",
        "TAG: invalid tag",
        "COMM: invalid communicator",
        "RANK: invalid rank",
        "REQUEST: invalid request",
        "ROOT: invalid root",
        "GROUP: invalid group",
        "OP: invalid operation",
        "TOPOLOGY: invalid topology",
        "DIMS: invalid dimensions",
        "ARG: invalid argument",
        "UNKNOWN: unknown error",
        "TRUNCATE: message truncated",
        "OTHER: error not in this list",
        "INTERN: internal error",
        "IN_STATUS: the error is told in the statuses",
        "PENDING: the request is pending",
        "ACCESS: no permission",
        "AMODE: invalid access mode",
        "ASSERT: invalid assertion",
        "BAD_FILE: invalid file name",
        "BASE: invalid base",
        "CONVERSION: error in data conversion",
        "DISP: invalid displacement",
        "DUP_DATAREP: the data representation is defined already",
        "FILE_EXISTS: the file exists",
        "FILE_IN_USE: the file is in use",
        "FILE: invalid file",
        "INFO_KEY: invalid key of an info",
        "INFO_NOKEY: the key is not in the info",
        "INFO_VALUE: invalid value of an info",
        "INFO: invalid info",
        "IO: input/output error",
        "KEYVAL: invalid key of an attribute",
        "LOCKTYPE: invalid type of lock",
        "NAME: the service name is not published",
        "NO_MEM: out of memory",
        "NOT_SAME: the ranks gave different arguments",
        "NO_SPACE: no space on the device",
        "NO_SUCH_FILE: no such file",
        "PORT: invalid port",
        "QUOTA: the quota is exceeded",
        "READ_ONLY: the file or file system is read-only",
        "RMA_CONFLICT: conflicting accesses to a window",
        "RMA_SYNC: wrong synchronisation of a window",
        "SERVICE: the service name cannot be unpublished",
        "SIZE: invalid size",
        "SPAWN: processes could not be started",
        "UNSUPPORTED_DATAREP: the data representation is not supported",
        "UNSUPPORTED_OPERATION: the operation is not supported",
        "WIN: invalid window"
    };

    private static final Map<Integer, String> LATER = new HashMap<>();

    static {
        LATER.put(MPI.ERR_RMA_RANGE, "RMA_RANGE: the target memory is not within the window");
        LATER.put(MPI.ERR_RMA_ATTACH, "RMA_ATTACH: the memory cannot be attached");
        LATER.put(MPI.ERR_RMA_FLAVOR, "RMA_FLAVOR: wrong flavour of window");
        LATER.put(MPI.ERR_RMA_SHARED, "RMA_SHARED: the memory cannot be shared");
        LATER.put(MPI.ERR_PROC_ABORTED, "PROC_ABORTED: a process has ended without finishing MPI");
        LATER.put(MPI.ERR_SESSION, "SESSION: invalid session");
        LATER.put(MPI.ERR_VALUE_TOO_LARGE, "VALUE_TOO_LARGE: the value is too large for its place");
        LATER.put(MPI.ERR_ERRHANDLER, "ERRHANDLER: invalid error handler");
    }

    private ErrorNames() {}

    /** Whether there is such a class in the library. */
    static boolean isKnown(int errorClass) {
        return errorClass >= 0 && errorClass < TEXTS.length || LATER.containsKey(errorClass);
    }

    /** Such as {@code MPI_ERR_RANK}. */
    static String of(int errorClass) {
        String text = describe(errorClass);
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    /** Such as {@code MPI_ERR_RANK: invalid rank}. */
    static String describe(int errorClass) {
        if (errorClass == MPI.SUCCESS) {
            return "MPI_" + TEXTS[0];
        }
        if (!isKnown(errorClass)) {
            return "MPI error " + errorClass;
        }
        return "MPI_ERR_" + (errorClass < TEXTS.length ? TEXTS[errorClass] : LATER.get(errorClass));
    }
}
