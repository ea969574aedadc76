package mpj.perf.bench;

import mpi.Comm;
import mpi.Prequest;

/** How a rank sends its message to the other of its pair, and takes the other's. */
abstract class Channel implements AutoCloseable {
    private Channel() {}

    abstract void send();

    abstract void recv();

    @Override
    public abstract void close();

    /**
     * A channel.
     *
     * @param partitions into how many pieces partitioned messages are cut
     */
    static Channel of(Form form, int partitions, Pair pair, Payload send, Payload recv, int tag) {
        return switch (form) {
            case BLOCKING -> new Blocking(pair, send, recv, tag);
            case PERSISTENT -> new Persistent(pair, 0, send, recv, tag);
            case PARTITIONED -> new Persistent(pair, partitions, send, recv, tag);
            case NONBLOCKING -> throw new IllegalArgumentException("a single message is waited for at once");
        };
    }

    private static final class Blocking extends Channel {
        private final Comm world;
        private final int peer;
        private final int tag;
        private final Payload send;
        private final Payload recv;

        Blocking(Pair pair, Payload send, Payload recv, int tag) {
            this.world = pair.world();
            this.peer = pair.peer();
            this.tag = tag;
            this.send = send;
            this.recv = recv;
        }

        @Override
        void send() {
            send.send(world, peer, tag);
        }

        @Override
        void recv() {
            recv.recv(world, peer, tag);
        }

        @Override
        public void close() {}
    }

    /** Requests that are started again and again; the pieces of a partitioned message are ready at once. */
    private static final class Persistent extends Channel {
        private final Prequest sending;
        private final Prequest receiving;
        private final int partitions;

        Persistent(Pair pair, int partitions, Payload send, Payload recv, int tag) {
            this.partitions = partitions;
            this.sending = send.sendInit(pair.world(), partitions, pair.peer(), tag);
            this.receiving = recv.recvInit(pair.world(), partitions, pair.peer(), tag);
        }

        @Override
        void send() {
            sending.start();
            for (int i = 0; i < partitions; i++) {
                sending.pReady(i);
            }
            sending.waitFor();
        }

        @Override
        void recv() {
            receiving.start();
            receiving.waitFor();
        }

        @Override
        public void close() {
            sending.free();
            receiving.free();
        }
    }
}
