package mpj.transport.rdma.verbs.disni;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** What DiSNI's exceptions mean. Our native library's have the verb and its errno in their text; others have neither. */
final class DisniErrors {
    private static final Pattern TEXT = Pattern.compile("(\\w+): errno (\\d+)");

    private DisniErrors() {}

    /** The {@link Errno}; {@code EIO} where it is not known. */
    static int errno(IOException e) {
        Matcher matcher = matcher(e);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : Errno.EIO;
    }

    /**
     * The same failure as the port tells it.
     *
     * @param arguments of the verb, where they matter; may be empty
     */
    static VerbsException of(IOException e, String arguments) {
        Matcher matcher = matcher(e);
        return matcher.matches()
                ? VerbsException.of(matcher.group(1) + arguments, Integer.parseInt(matcher.group(2)))
                : new VerbsException(0, "DiSNI: " + e.getMessage() + arguments);
    }

    private static Matcher matcher(IOException e) {
        @Nullable String message = e.getMessage();
        return TEXT.matcher(message == null ? "" : message);
    }
}
