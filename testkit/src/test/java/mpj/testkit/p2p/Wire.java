package mpj.testkit.p2p;

import java.util.List;
import java.util.function.IntFunction;
import mpj.testkit.Faults;
import mpj.testkit.FaultyProvider;
import mpj.testkit.verbs.FakeFabric;
import mpj.testkit.verbs.FakeFaults;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;
import mpj.transport.shm.ShmProvider;
import mpj.transport.tcp.TcpProvider;

/** What the ranks of a test are connected by. */
enum Wire {
    SHM,
    /** Shared memory with delays, refusals, late completions and spurious wake-ups. */
    FAULTY,
    /** The same, and messages of one peer overtake each other, as they do where two ways lead to a peer. */
    REORDERING,
    TCP,
    FAULTY_TCP,
    /** An adapter in memory that takes its time, most of all for reads. */
    RDMA;

    IntFunction<List<TransportProvider>> providers(long seed) {
        return switch (this) {
            case SHM -> _ -> List.of(new ShmProvider());
            case FAULTY -> faulty(new ShmProvider(), Faults.lawful(seed));
            case REORDERING -> faulty(new ShmProvider(), Faults.lawful(seed).reorderingWithinPeer());
            case TCP -> _ -> List.of(new TcpProvider());
            case FAULTY_TCP -> faulty(new TcpProvider(), Faults.lawful(seed));
            case RDMA -> {
                FakeFabric fabric = new FakeFabric(new FakeFaults(seed).delays(2).lateReads());
                yield rank -> List.of(new RdmaProvider(fabric.host(rank)));
            }
        };
    }

    private static IntFunction<List<TransportProvider>> faulty(TransportProvider inner, Faults faults) {
        List<TransportProvider> provider = List.of(new FaultyProvider(inner, faults));
        return _ -> provider;
    }
}
