package mpj.launcher;

import java.io.Serial;

/** The job cannot be started; the message says why. */
class LaunchException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    static final int FAILURE_CODE = 1;

    LaunchException(String message) {
        super(message);
    }

    /** With what {@code mpjexec} ends. */
    int exitCode() {
        return FAILURE_CODE;
    }
}
