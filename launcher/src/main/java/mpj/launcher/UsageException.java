package mpj.launcher;

import java.io.Serial;

/** The command line cannot be understood, or asks for what there is not; the message says why in one line. */
final class UsageException extends LaunchException {
    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    @Override
    int exitCode() {
        return 2;
    }
}
