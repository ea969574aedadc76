package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.RdmaCmId;
import java.io.IOException;
import java.net.InetSocketAddress;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** A request with its id, which becomes the queue pair's. */
final class DisniConnectionRequest implements ConnectionRequest {
    private final DisniListener listener;
    private final DisniDevice device;
    private final RdmaCmId id;
    private final InetSocketAddress remoteAddress;
    private @Nullable DisniQueuePair queuePair;
    private boolean answered;

    DisniConnectionRequest(DisniListener listener, DisniDevice device, RdmaCmId id) throws IOException {
        this.listener = listener;
        this.device = device;
        this.id = id;
        remoteAddress = (InetSocketAddress) id.getDestination();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public QueuePair createQueuePair(QueuePairOptions options) throws VerbsException {
        if (answered || queuePair != null) {
            throw new IllegalStateException("answered, or has its queue pair");
        }
        DisniQueuePair made = device.createQueuePair(id, options);
        queuePair = made;
        return made;
    }

    @Override
    public void accept() throws VerbsException {
        DisniQueuePair made = queuePair;
        if (answered || made == null) {
            throw new IllegalStateException("answered, or without queue pair");
        }
        answer();
        made.accept();
    }

    @Override
    public void reject() {
        if (answered) {
            return;
        }
        answer();
        DisniQueuePair made = queuePair;
        if (made != null) {
            made.close();
            return;
        }
        try {
            // DiSNI has no rdma_reject; a request whose id goes is rejected
            id.destroyId();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer() {
        answered = true;
        listener.answered(this);
    }
}
