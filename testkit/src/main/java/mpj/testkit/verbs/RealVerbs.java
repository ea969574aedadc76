package mpj.testkit.verbs;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.VerbsProvider;

/**
 * Verbs of a real adapter, or of one that a kernel makes of a network card.
 *
 * <p>A test that needs them is skipped where there is no adapter, and says why; with {@code -Drdma=device}, where there
 * is said to be one, it fails.
 */
public final class RealVerbs {
    /** The system property that says what there is. */
    public static final String PROPERTY = "rdma";

    /** Its value where there is an adapter. */
    public static final String DEVICE = "device";

    private RealVerbs() {}

    /** The provider itself if it can be used here; else the test ends. */
    public static VerbsProvider need(VerbsProvider verbs) {
        String problem = verbs.unusable();
        if (problem == null && verbs.ports().stream().noneMatch(RdmaPort::usable)) {
            problem = "no port of an adapter is active";
        }
        return problem == null ? verbs : missing(verbs.name() + ": " + problem);
    }

    private static VerbsProvider missing(String problem) {
        return switch (System.getProperty(PROPERTY, "")) {
            case DEVICE -> fail("-D" + PROPERTY + "=" + DEVICE + ", but " + problem);
            case "" -> abort(problem);
            default ->
                fail("-D" + PROPERTY + "=" + System.getProperty(PROPERTY) + " is not -D" + PROPERTY + "=" + DEVICE);
        };
    }
}
