package mpj.transport;

/** Exceptions in words for the user. */
public final class Reason {
    private Reason() {}

    /** What the exception says, or else what it is. */
    public static String of(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
