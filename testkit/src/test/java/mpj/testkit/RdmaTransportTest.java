package mpj.testkit;

import java.util.EnumSet;
import java.util.Set;
import mpj.testkit.verbs.FakeFabric;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;

/** The contract on RDMA, over an adapter in memory that can do everything. */
class RdmaTransportTest extends TransportContract {
    @Override
    protected TransportProvider provider() {
        return new RdmaProvider(new FakeFabric().host(0));
    }

    @Override
    protected Set<BufferKind> reachable() {
        return EnumSet.of(
                BufferKind.ALLOCATED,
                BufferKind.AUTO_SEGMENT,
                BufferKind.ARENA_SEGMENT,
                BufferKind.DIRECT_BYTE_BUFFER,
                BufferKind.DIRECT_DOUBLE_BUFFER);
    }
}
