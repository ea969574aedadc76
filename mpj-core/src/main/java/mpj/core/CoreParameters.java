package mpj.core;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterForm;
import mpj.base.config.ParameterInfo;
import mpj.base.config.Parameters;

/** The parameters of the engine. */
public final class CoreParameters implements ParameterCatalog {
    /** A value of {@link #PROGRESS}. */
    static final String THREAD = "thread";

    private static final ParameterForm MICROSECONDS = new ParameterForm.Whole(0, Integer.MAX_VALUE / 1000);

    /** The transports. */
    public static final ParameterInfo TRANSPORT = new ParameterInfo(
            "MPJ_TRANSPORT",
            "list",
            "all that work",
            "exactly the transports that may be used between ranks, as --transport");

    static final ParameterInfo SPIN = new ParameterInfo(
            "MPJ_SPIN_US",
            MICROSECONDS,
            "us",
            "100; 0 where ranks outnumber cores",
            "how long a waiting rank polls without pause");

    static final ParameterInfo YIELD = new ParameterInfo(
            "MPJ_YIELD_US",
            MICROSECONDS,
            "us",
            "1000; 50 where ranks outnumber cores",
            "how long it then polls and yields before it sleeps");

    static final ParameterInfo PROGRESS = new ParameterInfo(
            "MPJ_PROGRESS",
            new ParameterForm.Word(THREAD, "off"),
            THREAD,
            "off",
            "with thread, a thread of the library's own makes progress");

    static final ParameterInfo UNEXPECTED_MAX = new ParameterInfo(
            "MPJ_UNEXPECTED_MAX",
            new ParameterForm.Size(64 << 10, Long.MAX_VALUE),
            "bytes",
            "64M",
            "how much of messages may wait unreceived in a rank, from all peers together");

    static final ParameterInfo NODE_CORES = new ParameterInfo(
            "MPJ_NODE_CORES",
            new ParameterForm.Whole(1, Integer.MAX_VALUE),
            "number",
            "the processors of the machine",
            "how many cores the ranks of a node share");

    /** Whether collectives use shared memory without messages. */
    public static final ParameterInfo COLL_SHARED = new ParameterInfo(
            "MPJ_COLL_SHARED",
            ParameterForm.SWITCH,
            "0 or 1",
            "1",
            "whether blocking collectives go through memory that the ranks of a host share, up to some length");

    static final ParameterInfo REPORT = new ParameterInfo(
            "MPJ_REPORT",
            ParameterForm.SWITCH,
            "0 or 1",
            "0",
            "tell mpjexec at the end what the rank has done, as --report");

    static final ParameterInfo VERBOSE = new ParameterInfo(
            "MPJ_VERBOSE",
            ParameterForm.SWITCH,
            "0 or 1",
            "0",
            "whether ranks tell which transports they use and why, as mpjexec's -v");

    /** For {@code ServiceLoader}. */
    public CoreParameters() {}

    /** The processors that the ranks of this node share. */
    public static int cores(Parameters parameters) {
        return parameters.integer(NODE_CORES, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(TRANSPORT, SPIN, YIELD, PROGRESS, UNEXPECTED_MAX, NODE_CORES, COLL_SHARED, REPORT, VERBOSE);
    }
}
