package mpj.testkit;

import java.util.EnumSet;
import java.util.Set;
import mpj.transport.TransportProvider;
import mpj.transport.tcp.TcpProvider;

/** The contract on TCP over epoll. */
class TcpTransportTest extends TransportContract {
    @Override
    protected TransportProvider provider() {
        return new TcpProvider();
    }

    @Override
    protected Set<BufferKind> reachable() {
        return EnumSet.allOf(BufferKind.class);
    }
}
