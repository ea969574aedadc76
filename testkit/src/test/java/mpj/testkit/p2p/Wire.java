package mpj.testkit.p2p;

import java.util.List;
import java.util.function.IntFunction;
import mpj.testkit.Faults;
import mpj.testkit.FaultyProvider;
import mpj.transport.TransportProvider;
import mpj.transport.shm.ShmProvider;

/** What the ranks of a test are connected by. */
enum Wire {
    SHM,
    /** Shared memory with delays, refusals, late completions and spurious wake-ups. */
    FAULTY,
    /** The same, and messages of one peer overtake each other, as they do where two ways lead to a peer. */
    REORDERING;

    IntFunction<List<TransportProvider>> providers(long seed) {
        return switch (this) {
            case SHM -> _ -> List.of(new ShmProvider());
            case FAULTY -> faulty(Faults.lawful(seed));
            case REORDERING -> faulty(Faults.lawful(seed).reorderingWithinPeer());
        };
    }

    private static IntFunction<List<TransportProvider>> faulty(Faults faults) {
        List<TransportProvider> provider = List.of(new FaultyProvider(new ShmProvider(), faults));
        return _ -> provider;
    }
}
