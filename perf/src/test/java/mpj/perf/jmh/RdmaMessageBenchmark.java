package mpj.perf.jmh;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import mpj.base.config.Parameters;
import mpj.base.memory.BufferView;
import mpj.testkit.verbs.FakeFabric;
import mpj.transport.Endpoint;
import mpj.transport.MessageHandler;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.RdmaProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What RDMA's own code costs for a message of 8 bytes there and back, over an adapter in memory; one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class RdmaMessageBenchmark {
    /** How many peers may have a ring: with one the messages go there. */
    @Param({"0", "1"})
    public String rings = "0";

    private final Transport[] transports = new Transport[2];
    private final Endpoint[] ways = new Endpoint[2];
    private final int[] heard = new int[2];
    private final BufferView view = new BufferView();

    /** Connects two ranks. */
    @Setup
    public void connect() throws TransportUnavailableException {
        FakeFabric fabric = new FakeFabric();
        view.set(new byte[Long.BYTES], 0, Long.BYTES);
        for (int rank = 0; rank < 2; rank++) {
            Parameters parameters = Parameters.of(Map.of("MPJ_RDMA_RING_PEERS", rings));
            Handler handler = new Handler(rank);
            TransportContext context = new TransportContext(rank, 2, 2, "jmh", new byte[32], parameters, handler);
            transports[rank] = new RdmaProvider(fabric.host(rank)).open(context);
        }
        for (int rank = 0; rank < 2; rank++) {
            ways[rank] = transports[rank].connect(1 - rank, transports[1 - rank].card());
        }
    }

    /** Counts. */
    private final class Handler implements MessageHandler {
        private final int rank;

        Handler(int rank) {
            this.rank = rank;
        }

        @Override
        public void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length) {
            heard[rank]++;
        }

        @Override
        public void onCompletion(long token, int status) {}

        @Override
        public void onNote(int peer, int note) {}

        @Override
        public void onPeerLost(int peer, String reason) {
            throw new IllegalStateException(reason);
        }
    }

    @Benchmark
    public void roundTrip() {
        pass(0, 1);
        pass(1, 0);
    }

    private void pass(int from, int to) {
        int wanted = heard[to] + 1;
        while (ways[from].send(1, 0, 0, 0, view, 0, Long.BYTES) != Status.OK) {
            transports[from].poll();
            transports[to].poll();
        }
        while (heard[to] != wanted) {
            transports[to].poll();
        }
    }
}
