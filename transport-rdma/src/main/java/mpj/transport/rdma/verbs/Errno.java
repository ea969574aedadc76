package mpj.transport.rdma.verbs;

/** Linux error numbers that verbs answer, with what they mean there. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EFAULT = 14;
    public static final int EBUSY = 16;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int ENOSYS = 38;
    public static final int EOPNOTSUPP = 95;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETUNREACH = 101;
    public static final int ECONNRESET = 104;
    public static final int ENOTCONN = 107;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTUNREACH = 113;

    private Errno() {}

    /** The error's name, its meaning for verbs and, where there is one, the cure. */
    public static String describe(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM (not permitted; the user needs access to /dev/infiniband/*)";
            case EINTR -> "EINTR (interrupted)";
            case EIO -> "EIO (the adapter answers no more)";
            case EAGAIN -> "EAGAIN (not now; where memory is registered: over the limit of locked memory)";
            case ENOMEM -> "ENOMEM (a queue is full, the adapter's or the kernel's memory is used up, or the limit of"
                    + " locked memory is reached)";
            case EACCES -> "EACCES (no permission; the user needs access to /dev/infiniband/*)";
            case EFAULT -> "EFAULT (the memory is not mapped, or read-only)";
            case EBUSY -> "EBUSY (still in use)";
            case ENODEV -> "ENODEV (no such device; see `rdma link` for adapters and their addresses)";
            case EINVAL -> "EINVAL (an argument that this device or this state does not take)";
            case EMFILE -> "EMFILE (too many open files; raise `ulimit -n`)";
            case ENOSYS -> "ENOSYS (not implemented by this device)";
            case EOPNOTSUPP -> "EOPNOTSUPP (not supported by this device)";
            case EADDRINUSE -> "EADDRINUSE (the port number is taken)";
            case EADDRNOTAVAIL -> "EADDRNOTAVAIL (no interface has this address)";
            case ENETUNREACH -> "ENETUNREACH (no way to that network)";
            case ECONNRESET -> "ECONNRESET (the peer has ended the connection)";
            case ENOTCONN -> "ENOTCONN (not connected)";
            case ETIMEDOUT -> "ETIMEDOUT (no answer in time)";
            case ECONNREFUSED -> "ECONNREFUSED (nobody listens there)";
            case EHOSTUNREACH -> "EHOSTUNREACH (no way to that host)";
            default -> "error " + errno;
        };
    }
}
