package mpj.perf.jmh;

import java.util.concurrent.TimeUnit;
import mpi.Comm;
import mpi.MPI;
import mpi.Prequest;
import mpi.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The life of a send request and a receive request, of 8 bytes from a rank to itself: no transport but the way there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class RequestBenchmark {
    private static final int TAG = 1;

    private final Comm self = MPI.COMM_SELF;
    private final byte[] sent = new byte[Long.BYTES];
    private final byte[] received = new byte[Long.BYTES];
    private final Request[] both = new Request[2];
    private final Prequest[] kept = new Prequest[2];

    /** Makes the persistent ones. */
    @Setup(Level.Trial)
    public void open() {
        kept[0] = self.recvInit(received, received.length, MPI.BYTE, 0, TAG);
        kept[1] = self.sendInit(sent, sent.length, MPI.BYTE, 0, TAG);
    }

    /** Frees them. */
    @TearDown(Level.Trial)
    public void close() {
        for (Prequest one : kept) {
            one.free();
        }
    }

    /** Made, completed, waited for. */
    @Benchmark
    public Request[] nonblocking() {
        both[0] = self.iRecv(received, received.length, MPI.BYTE, 0, TAG);
        both[1] = self.iSend(sent, sent.length, MPI.BYTE, 0, TAG);
        Request.waitAll(both);
        return both;
    }

    /** Started, completed, waited for. */
    @Benchmark
    public Prequest[] persistent() {
        Prequest.startAll(kept);
        Request.waitAll(kept);
        return kept;
    }
}
