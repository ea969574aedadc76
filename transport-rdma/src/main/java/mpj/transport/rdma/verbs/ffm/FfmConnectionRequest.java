package mpj.transport.rdma.verbs.ffm;

import java.net.InetSocketAddress;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** An identifier that the connection manager has made for a peer's request. */
final class FfmConnectionRequest implements ConnectionRequest {
    private final FfmDevice device;
    private final FfmListener listener;
    private final long id;
    private final int reads;
    private final InetSocketAddress remote;
    private @Nullable FfmQueuePair queuePair;
    private boolean answered;

    /**
     * @param reads how many reads at once the peer allows
     */
    FfmConnectionRequest(FfmDevice device, FfmListener listener, long id, int reads) {
        this.device = device;
        this.listener = listener;
        this.id = id;
        this.reads = reads;
        remote = SocketAddress.read(id + Abi.CmId.PEER_ADDRESS);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public QueuePair createQueuePair(QueuePairOptions options) throws VerbsException {
        if (queuePair != null || answered) {
            throw new IllegalStateException("a request has one queue pair");
        }
        FfmQueuePair made = device.newQueuePair(id, options);
        queuePair = made;
        return made;
    }

    @Override
    public void accept() throws VerbsException {
        FfmQueuePair made = queuePair;
        if (made == null || answered) {
            throw new IllegalStateException("accept needs a queue pair, once");
        }
        answered = true;
        listener.answered(this);
        made.accept(reads);
    }

    @Override
    public void reject() {
        if (answered) {
            return;
        }
        answered = true;
        listener.answered(this);
        device.verbs.attempt("rdma_reject", id);
        if (queuePair == null) {
            device.verbs.attempt("rdma_destroy_id", id);
        }
    }
}
