package mpj.perf.bench;

/** Windows of blocking sends and receives. */
final class BlockingStream extends MessageStream {
    private final Payload send;

    BlockingStream(Pair pair, BufferKind kind, int size, int window, boolean rewrite) {
        super(pair, kind, size, window, rewrite);
        this.send = Payload.of(kind, size);
    }

    @Override
    void leadWindow(boolean rewrites, long round) {
        for (int w = 0; w < window; w++) {
            if (rewrites) {
                send.fill((byte) (round + w));
            }
            send.send(world, pair.peer(), DATA_TAG);
        }
    }

    @Override
    void followWindow(boolean rewrites, long round) {
        for (int w = 0; w < window; w++) {
            recv.recv(world, pair.peer(), DATA_TAG);
        }
    }

    @Override
    void prepare(long round) {
        send.writePattern(round);
    }

    @Override
    public void close() {
        send.close();
        super.close();
    }
}
