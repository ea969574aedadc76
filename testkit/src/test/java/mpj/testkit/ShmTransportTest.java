package mpj.testkit;

import java.util.EnumSet;
import java.util.Set;
import mpj.transport.TransportProvider;
import mpj.transport.shm.ShmProvider;

/** The contract on shared memory. */
class ShmTransportTest extends TransportContract {
    @Override
    protected TransportProvider provider() {
        return new ShmProvider();
    }

    @Override
    protected boolean arrivesInstantly() {
        return true;
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
