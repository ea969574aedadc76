package mpj.launcher;

import java.io.Serial;

/** The job cannot be started; the message says why. */
final class LaunchException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }
}
