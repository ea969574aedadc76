package mpj.perf.bench;

import java.util.List;
import mpi.Comm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * Collective operations, timed as OSU's benchmarks do: each call by itself, with a barrier after it that is not
 * counted; a rank's time is the average of its calls.
 */
@Command
abstract class CollectiveBench extends SweepBench {
    private static final int USUAL_RANKS = 4;
    private static final long LARGEST = 1 << 20;
    private static final Repetitions RULE = new Repetitions(5_000, 100, 5_000, 100);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    SizeOptions options;

    final CollectiveCall call;

    CollectiveBench(CollectiveCall call) {
        super(USUAL_RANKS);
        this.call = call;
    }

    /** The figures of a row, as rank 0 is told them; all ranks call it. */
    abstract List<Double> row(CollectiveBuffers buffers, Point point);

    @Override
    final SizeOptions options() {
        return options;
    }

    @Override
    final int elements() {
        return call.shape.elements();
    }

    @Override
    final long[] sizes(int elementBytes) {
        return call.shape.isEmpty() ? new long[1] : options.sizes(elementBytes, LARGEST);
    }

    @Override
    final Repetitions rule() {
        return RULE;
    }

    @Override
    final int participants(Comm world) {
        return world.getSize();
    }

    @Override
    final void check() {
        if (call.shape.isEmpty() && options.sizes != null) {
            throw new ParameterException(spec.commandLine(), "-m: a barrier has no messages");
        }
        for (BufferKind kind : options.kinds()) {
            if (kind == BufferKind.OBJECT || kind == BufferKind.RECORD && call.shape.reduces()) {
                throw new ParameterException(
                        spec.commandLine(), "--api " + kind + ": " + spec.name() + " has no such buffers");
            }
        }
        super.check();
    }

    @Override
    final String title(Comm world, BufferKind kind) {
        return call.shape.isEmpty() ? "" : super.title(world, kind);
    }

    /** The heading of the keys. */
    final String keys() {
        return call.shape.isEmpty() ? "Ranks" : "Size";
    }

    @Override
    final long key(Comm world, long size) {
        return call.shape.isEmpty() ? world.getSize() : size;
    }

    @Override
    final List<Double> row(Comm world, Point point) {
        Intracomm comm = call.shape.communicator(MPI.COMM_WORLD);
        try (CollectiveBuffers buffers = new CollectiveBuffers(call, comm, point.kind(), point.size())) {
            return row(buffers, point);
        } finally {
            if (call.shape.hasNeighbours()) {
                comm.free();
            }
        }
    }

    /** Lets all ranks begin the next call together, unless calls do so by themselves. */
    final void align() {
        if (call != CollectiveCall.BARRIER) {
            MPI.COMM_WORLD.barrier();
        }
    }

    /** The average of all ranks' values, at all of them. */
    static double average(double mine) {
        return combine(mine, MPI.SUM) / MPI.COMM_WORLD.getSize();
    }

    /** The combination of all ranks' values, at all of them. */
    static double combine(double mine, Op op) {
        double[] all = {mine};
        MPI.COMM_WORLD.allReduce(all, 1, MPI.DOUBLE, op);
        return all[0];
    }
}
