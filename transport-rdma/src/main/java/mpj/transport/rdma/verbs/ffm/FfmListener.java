package mpj.transport.rdma.verbs.ffm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mpj.transport.rdma.verbs.Listener;
import mpj.transport.rdma.verbs.VerbsException;

/** An identifier of the connection manager that listens. */
final class FfmListener implements Listener {
    private static final int BACKLOG = 1024;

    final long id;
    private final FfmDevice device;
    private final InetSocketAddress address;
    private final List<FfmConnectionRequest> open = new ArrayList<>();
    private boolean closed;

    FfmListener(FfmDevice device, int port) throws VerbsException {
        this.device = device;
        InetAddress own = Objects.requireNonNull(device.port().address());
        NativeVerbs verbs = device.verbs;
        id = device.newId(port);
        try {
            verbs.check("rdma_listen", id, BACKLOG);
        } catch (VerbsException e) {
            verbs.attempt("rdma_destroy_id", id);
            throw e;
        }
        int bound = Short.toUnsignedInt(Short.reverseBytes((short) verbs.call("rdma_get_src_port", id)));
        address = new InetSocketAddress(own, bound);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    void arrived(FfmConnectionRequest request) {
        open.add(request);
    }

    void answered(FfmConnectionRequest request) {
        open.remove(request);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            List.copyOf(open).forEach(FfmConnectionRequest::reject);
            device.drop(this);
            device.verbs.attempt("rdma_destroy_id", id);
        }
    }
}
