package mpj.wireup;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rank's place in a job of our own launcher's, as the environment tells it.
 *
 * @param port where the launcher listens, on the loopback interface
 */
public record JobPlace(
        int port, JobSecret secret, String jobId, int rank, int size, int localSize, int appNumber) {
    static final String CONTROL = "MPJ_CONTROL";

    /** The names of the variables that the launcher gives each rank, which are no parameters. */
    public static final List<String> VARIABLES = List.of(
            CONTROL, "MPJ_SECRET", "MPJ_JOBID", "MPJ_RANK", "MPJ_SIZE", "MPJ_LOCAL_RANK", "MPJ_LOCAL_SIZE", "MPJ_APPNUM");

    private static final String LOOPBACK = "127.0.0.1:";

    static JobPlace from(Function<String, @Nullable String> environment) {
        String control = need(environment, CONTROL);
        if (!control.startsWith(LOOPBACK)) {
            throw new WireupException(CONTROL + "=" + control + " is not of the form " + LOOPBACK + "PORT");
        }
        int port = number(CONTROL, control.substring(LOOPBACK.length()), 1, 65_535);
        int size = number("MPJ_SIZE", need(environment, "MPJ_SIZE"), 1, Integer.MAX_VALUE);
        return new JobPlace(
                port,
                JobSecret.parse(need(environment, "MPJ_SECRET")),
                need(environment, "MPJ_JOBID"),
                number("MPJ_RANK", need(environment, "MPJ_RANK"), 0, size - 1),
                size,
                number("MPJ_LOCAL_SIZE", need(environment, "MPJ_LOCAL_SIZE"), 1, size),
                number("MPJ_APPNUM", need(environment, "MPJ_APPNUM"), 0, Integer.MAX_VALUE));
    }

    private static String need(Function<String, @Nullable String> environment, String name) {
        String value = environment.apply(name);
        if (value == null) {
            throw new WireupException("started by mpjexec, but the environment variable " + name + " is missing");
        }
        return value;
    }

    private static int number(String name, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new WireupException("the environment variable " + name + " holds " + text + ", not a number from " + min
                + " to " + max);
    }
}
