package mpj.perf.bench;

/** Messages to and fro between the ranks of a pair. */
final class PingPong extends Rounds {
    private static final int TAG = 1;

    private final Payload send;
    private final Payload recv;
    private final Channel channel;

    /** Blocking messages. */
    PingPong(Pair pair, BufferKind kind, int size, boolean rewrite) {
        this(pair, Form.BLOCKING, 0, kind, size, rewrite);
    }

    /**
     * Messages of some form.
     *
     * @param partitions of partitioned messages
     * @param rewrite whether each rank writes its buffer anew before each send
     */
    PingPong(Pair pair, Form form, int partitions, BufferKind kind, int size, boolean rewrite) {
        super(pair, rewrite);
        this.send = Payload.of(kind, size);
        this.recv = Payload.of(kind, size);
        this.channel = Channel.of(form, partitions, pair, send, recv, TAG);
    }

    @Override
    void lead(boolean rewrites, long round) {
        if (rewrites) {
            send.fill((byte) round);
        }
        channel.send();
        channel.recv();
    }

    @Override
    void follow(boolean rewrites, long round) {
        channel.recv();
        if (rewrites) {
            send.fill((byte) round);
        }
        channel.send();
    }

    /** Sends some messages to and fro and checks each. */
    @Override
    public void validate() {
        int own = pair.leads() ? 0 : 1;
        for (int round = 0; round < 3; round++) {
            send.writePattern(round + own);
            run(1, false);
            recv.checkPattern(round + 1 - own);
        }
    }

    @Override
    public void close() {
        channel.close();
        send.close();
        recv.close();
    }
}
