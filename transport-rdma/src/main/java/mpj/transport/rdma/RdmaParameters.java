package mpj.transport.rdma;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterForm;
import mpj.base.config.ParameterInfo;

/** The parameters of RDMA. */
public final class RdmaParameters implements ParameterCatalog {
    /** A value of {@link #PROVIDER}. */
    static final String AUTO = "auto";

    /** What is too much depends on how much this process may lock. */
    private static final ParameterForm ANY_SIZE = new ParameterForm.Size(0, Long.MAX_VALUE);

    static final ParameterInfo PROVIDER = new ParameterInfo(
            "MPJ_RDMA_PROVIDER",
            new ParameterForm.Word("disni", "ffm", AUTO),
            "disni, ffm or auto",
            "auto: the first of these that works on every rank",
            "the way to the verbs library, as --rdma-provider");

    static final ParameterInfo DEVICE = new ParameterInfo(
            "MPJ_RDMA_DEVICE", "name", "the first with an active port", "the adapter, as ibv_devices names it");

    static final ParameterInfo PORT = new ParameterInfo(
            "MPJ_RDMA_PORT",
            new ParameterForm.Whole(1, 255),
            "number",
            "the first active one",
            "the adapter's port");

    static final ParameterInfo GID_INDEX = new ParameterInfo(
            "MPJ_RDMA_GID_INDEX",
            new ParameterForm.Whole(0, 65_535),
            "number",
            "the first of RoCE v2 with an IPv4 address",
            "the port's address to use");

    static final ParameterInfo EAGER = new ParameterInfo(
            "MPJ_RDMA_EAGER",
            new ParameterForm.Size(1 << 10, 1 << 20),
            "bytes",
            "16K",
            "largest message sent without asking first, and size of the buffers that it is copied through");

    static final ParameterInfo WINDOW = new ParameterInfo(
            "MPJ_RDMA_WINDOW",
            new ParameterForm.Whole(RdmaSettings.MIN_WINDOW, RdmaSettings.MAX_DEPTH),
            "number",
            "32",
            "messages that a peer may send before this rank has looked at them");

    static final ParameterInfo DEPTH = new ParameterInfo(
            "MPJ_RDMA_DEPTH",
            new ParameterForm.Whole(8, RdmaSettings.MAX_DEPTH),
            "number",
            "64",
            "messages and operations under way to a peer at the same time");

    static final ParameterInfo SRQ = new ParameterInfo(
            "MPJ_RDMA_SRQ",
            ParameterForm.SWITCH,
            "0 or 1",
            "1",
            "whether peers share receive buffers where the adapter can");

    static final ParameterInfo SRQ_DEPTH = new ParameterInfo(
            "MPJ_RDMA_SRQ_DEPTH",
            new ParameterForm.Whole(RdmaSettings.MIN_SHARED, 1 << 20),
            "number",
            "1024",
            "the most receive buffers that peers share");

    static final ParameterInfo RING_PEERS = new ParameterInfo(
            "MPJ_RDMA_RING_PEERS",
            new ParameterForm.Whole(0, 1024),
            "number",
            "0: none",
            "how many peers may write short messages into polled memory of this rank's; 16, say");

    static final ParameterInfo RING_AFTER = new ParameterInfo(
            "MPJ_RDMA_RING_AFTER",
            new ParameterForm.Whole(1, 1 << 24),
            "number",
            "64",
            "a rank asks a peer for that when of its last messages, 16 times as many, so many went there and were short");

    static final ParameterInfo RING_SLOTS = new ParameterInfo(
            "MPJ_RDMA_RING_SLOTS",
            new ParameterForm.Whole(2, RingSettings.MAX_SLOTS),
            "number",
            "64",
            "messages that such memory holds, rounded down to a power of two");

    static final ParameterInfo RING_BYTES = new ParameterInfo(
            "MPJ_RDMA_RING_BYTES",
            new ParameterForm.Size(RingSettings.MIN_SLOT, RegisteredPool.SMALL_BYTES),
            "bytes",
            "256",
            "bytes for each, of which 40 are not the message; 64 to 512");

    static final ParameterInfo POOL = new ParameterInfo(
            "MPJ_RDMA_POOL",
            ANY_SIZE,
            "bytes",
            "256M, half of the memlock limit at most",
            "the most registered memory of the library's own, for messages that are copied");

    static final ParameterInfo CACHE = new ParameterInfo(
            "MPJ_RDMA_CACHE",
            ANY_SIZE,
            "bytes",
            "a quarter of the memlock limit, 16G at most",
            "the most memory of the program's that stays registered between operations");

    static final ParameterInfo TIMEOUT = new ParameterInfo(
            "MPJ_RDMA_TIMEOUT",
            new ParameterForm.Whole(1, 86_400),
            "s",
            "30",
            "how long a peer may be out of reach before it counts as lost");

    /** For {@code ServiceLoader}. */
    public RdmaParameters() {}

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(
                PROVIDER,
                DEVICE,
                PORT,
                GID_INDEX,
                EAGER,
                WINDOW,
                DEPTH,
                SRQ,
                SRQ_DEPTH,
                RING_PEERS,
                RING_AFTER,
                RING_SLOTS,
                RING_BYTES,
                POOL,
                CACHE,
                TIMEOUT);
    }
}
