package mpi;

/** The names of the error classes. */
final class ErrorNames {
    private static final String[] NAMES = {
        "SUCCESS", "BUFFER", "COUNT", "TYPE", "TAG", "COMM", "RANK", "REQUEST", "ROOT", "GROUP", "OP", "TOPOLOGY",
        "DIMS", "ARG", "UNKNOWN", "TRUNCATE", "OTHER", "INTERN", "IN_STATUS", "PENDING", "ACCESS", "AMODE",
        "ASSERT", "BAD_FILE", "BASE", "CONVERSION", "DISP", "DUP_DATAREP", "FILE_EXISTS", "FILE_IN_USE", "FILE",
        "INFO_KEY", "INFO_NOKEY", "INFO_VALUE", "INFO", "IO", "KEYVAL", "LOCKTYPE", "NAME", "NO_MEM", "NOT_SAME",
        "NO_SPACE", "NO_SUCH_FILE", "PORT", "QUOTA", "READ_ONLY", "RMA_CONFLICT", "RMA_SYNC", "SERVICE", "SIZE",
        "SPAWN", "UNSUPPORTED_DATAREP", "UNSUPPORTED_OPERATION", "WIN"
    };

    private ErrorNames() {}

    /** Such as {@code MPI_ERR_RANK}. */
    static String of(int errorClass) {
        if (errorClass == MPI.SUCCESS) {
            return "MPI_SUCCESS";
        }
        if (errorClass > 0 && errorClass < NAMES.length) {
            return "MPI_ERR_" + NAMES[errorClass];
        }
        return errorClass == MPI.ERR_PROC_ABORTED ? "MPI_ERR_PROC_ABORTED" : "MPI error " + errorClass;
    }
}
