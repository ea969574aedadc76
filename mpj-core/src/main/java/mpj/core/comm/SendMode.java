package mpj.core.comm;

/** MPI's send modes. MPI 5.0, section 3.4. */
public enum SendMode {
    STANDARD,
    BUFFERED,
    SYNCHRONOUS,
    READY
}
