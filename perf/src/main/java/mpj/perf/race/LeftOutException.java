package mpj.perf.race;

/** Says why a peer cannot take part. */
final class LeftOutException extends Exception {
    private static final long serialVersionUID = 1L;

    LeftOutException(String reason) {
        super(reason);
    }
}
