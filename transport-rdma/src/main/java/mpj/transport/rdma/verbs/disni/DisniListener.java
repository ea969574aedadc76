package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.RdmaCmId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mpj.transport.rdma.verbs.Listener;

/** An id that listens, and the requests that have come. */
final class DisniListener implements Listener {
    private static final int BACKLOG = 1024;

    private final DisniDevice device;
    private final RdmaCmId id;
    private final InetSocketAddress address;
    private final Set<DisniConnectionRequest> waiting = new LinkedHashSet<>();
    private boolean closed;

    /** Listens on an id that is bound; the caller keeps the id where that fails. */
    DisniListener(DisniDevice device, RdmaCmId id) throws IOException {
        this.device = device;
        this.id = id;
        id.listen(BACKLOG);
        address = (InetSocketAddress) id.getSource();
    }

    DisniConnectionRequest request(RdmaCmId from) throws IOException {
        DisniConnectionRequest request = new DisniConnectionRequest(this, device, from);
        waiting.add(request);
        return request;
    }

    void answered(DisniConnectionRequest request) {
        waiting.remove(request);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (DisniConnectionRequest request : List.copyOf(waiting)) {
            request.reject();
        }
        device.forget(this);
        try {
            id.destroyId();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
