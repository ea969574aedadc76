package mpj.testkit.verbs;

import java.net.InetSocketAddress;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** The wish of a queue pair to be connected to a listener's device. */
final class FakeConnectionRequest implements ConnectionRequest {
    private final FakeListener listener;
    private final FakeQueuePair from;
    private @Nullable FakeQueuePair answer;

    FakeConnectionRequest(FakeListener listener, FakeQueuePair from) {
        this.listener = listener;
        this.from = from;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(from.device.address, from.number());
    }

    @Override
    public QueuePair createQueuePair(QueuePairOptions options) throws VerbsException {
        if (answer != null) {
            throw new IllegalStateException("a request has one queue pair");
        }
        FakeQueuePair made = listener.device.newQueuePair(options);
        made.incoming();
        answer = made;
        return made;
    }

    @Override
    public void accept() throws VerbsException {
        synchronized (listener.device.fabric) {
            listener.answered(this);
            if (answer == null) {
                throw new IllegalStateException("no queue pair was made for the request");
            }
            if (!FakeQueuePair.join(from, answer)) {
                throw VerbsException.of("accept", Errno.ECONNRESET);
            }
        }
    }

    @Override
    public void reject() {
        synchronized (listener.device.fabric) {
            listener.answered(this);
            from.connectFailed("rejected by the peer");
        }
    }
}
