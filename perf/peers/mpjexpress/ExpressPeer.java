import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;

/**
 * The benchmarks of mpj-bench for MPJ Express, on Java arrays: the same loops, options, repetitions and table. As
 * mpj-bench does, it warms up for a time where no number of iterations is given: a JIT compiler needs it.
 */
public final class ExpressPeer {
    private static final int TAG = 1;
    private static final int DATA_TAG = 100;
    private static final int ACK_TAG = 101;
    private static final int ACK_BYTES = 4;
    private static final long LARGE_BYTES = 8192;
    private static final long FIRST_WARM_UP_NS = 2_000_000_000L;
    private static final long WARM_UP_NS = 600_000_000L;

    private final Intracomm world = MPI.COMM_WORLD;
    private final int rank = world.Rank();
    private final int ranks = world.Size();
    private final String benchmark;
    private long[] sizes = {};
    private long iterations;
    private long warmup = -1;
    private int window = 64;
    private int pairs = 1;
    private boolean blocking;
    private boolean rewrite;
    private boolean validate;
    private boolean isWarm;

    private ExpressPeer(String benchmark) {
        this.benchmark = benchmark;
    }

    /** A loop that all ranks run so many times. */
    private interface Loop {
        void run(long iterations);
    }

    public static void main(String[] words) {
        String[] arguments = MPI.Init(words);
        ExpressPeer peer = new ExpressPeer(arguments[0]);
        peer.parse(arguments);
        peer.run();
        MPI.Finalize();
    }

    private void parse(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "-m" -> sizes = sizes(arguments[++i]);
                case "-i" -> iterations = Long.parseLong(arguments[++i]);
                case "-x" -> warmup = Long.parseLong(arguments[++i]);
                case "-W" -> window = Integer.parseInt(arguments[++i]);
                case "-p" -> pairs = Integer.parseInt(arguments[++i]);
                case "-c" -> validate = true;
                case "--blocking" -> blocking = true;
                case "--rewrite" -> rewrite = true;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
    }

    private static long[] sizes(String text) {
        if (text.indexOf(',') >= 0) {
            return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).sorted().distinct().toArray();
        }
        int colon = text.indexOf(':');
        long max = Long.parseLong(text.substring(colon + 1));
        return doubled(colon < 0 ? Math.min(1, max) : Long.parseLong(text.substring(0, colon)), max);
    }

    private static long[] doubled(long min, long max) {
        List<Long> all = new ArrayList<>();
        for (long size = min; size <= max; size = size == 0 ? 1 : 2 * size) {
            all.add(size);
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private void run() {
        switch (benchmark) {
            case "hello" -> System.out.println("Hello from rank " + rank + " of " + ranks);
            case "latency", "multi-lat" -> messages(4 << 20, this::latency, "Latency (us)");
            case "bw", "mbw-mr" -> messages(4 << 20, size -> bandwidth(size, false), "Bandwidth (MB/s)", "Messages/s");
            case "bibw" -> messages(4 << 20, size -> bandwidth(size, true), "Bandwidth (MB/s)", "Messages/s");
            case "ring" -> messages(8, this::hop, "Hop (us)");
            default -> new Collective(benchmark).measure();
        }
    }

    /** The figures of a size; what rank 0 answers counts. */
    private interface Measure {
        double[] of(int size);
    }

    private void messages(long largest, Measure measure, String... columns) {
        header("Size", columns);
        for (long size : sizes.length > 0 ? sizes : doubled(largest == 8 ? 8 : 1, largest)) {
            world.Barrier();
            row(size, measure.of((int) size));
        }
    }

    private void header(String key, String... columns) {
        if (rank == 0) {
            StringBuilder line = new StringBuilder(String.format("# %-12s", key));
            for (String column : columns) {
                line.append(String.format(" %18s", column));
            }
            System.out.println("# " + benchmark + ", MPJ Express, " + ranks + " ranks\n" + line);
        }
    }

    private void row(long key, double... values) {
        if (rank == 0) {
            StringBuilder line = new StringBuilder(String.format("%-14d", key));
            for (double value : values) {
                line.append(String.format(Locale.ROOT, " %18.3f", value));
            }
            System.out.println(line);
        }
    }

    private static long scaled(long base, long least, long size) {
        return Math.max(least, size <= LARGE_BYTES ? base : base * LARGE_BYTES / size);
    }

    /** Runs the loop until it is warm: so many times, or for a time by rank 0's clock. */
    private void warmUp(long usual, Loop loop) {
        if (warmup >= 0) {
            loop.run(warmup);
            return;
        }
        long enoughNs = isWarm ? WARM_UP_NS : FIRST_WARM_UP_NS;
        long start = System.nanoTime();
        byte[] goOn = {1};
        while (goOn[0] != 0) {
            loop.run(Math.max(1, usual / 10));
            goOn[0] = (byte) (System.nanoTime() - start < enoughNs ? 1 : 0);
            world.Bcast(goOn, 0, 1, MPI.BYTE, 0);
        }
        isWarm = true;
    }

    private double sumOfLeaders(double mine) {
        double[] sum = {rank < pairs ? mine : 0};
        double[] all = new double[1];
        world.Allreduce(sum, 0, all, 0, 1, MPI.DOUBLE, MPI.SUM);
        return all[0];
    }

    private int partner() {
        return rank < pairs ? rank + pairs : rank < 2 * pairs ? rank - pairs : -1;
    }

    private static byte patternAt(long round, int index) {
        return (byte) (index * 31 + round * 7 + 1);
    }

    private static void writePattern(byte[] buffer, long round) {
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = patternAt(round, i);
        }
    }

    private static void checkPattern(byte[] buffer, long round) {
        for (int i = 0; i < buffer.length; i++) {
            if (buffer[i] != patternAt(round, i)) {
                throw new IllegalStateException("wrong data in a message of " + buffer.length + " bytes, at byte " + i);
            }
        }
    }

    // ---------------------------------------------------------------- messages

    private double[] latency(int size) {
        long count = iterations > 0 ? iterations : scaled(10_000, 500, size);
        byte[] send = new byte[size];
        byte[] recv = new byte[size];
        warmUp(scaled(20_000, 500, size), n -> pingPong(send, recv, n, rewrite));
        long start = System.nanoTime();
        pingPong(send, recv, count, rewrite);
        double microseconds = (System.nanoTime() - start) / 1e3 / (2.0 * count);
        if (validate && partner() >= 0) {
            int leads = rank < pairs ? 1 : 0;
            for (int round = 0; round < 3; round++) {
                writePattern(send, round + 1 - leads);
                pingPong(send, recv, 1, false);
                checkPattern(recv, round + leads);
            }
        }
        return new double[] {sumOfLeaders(microseconds) / pairs};
    }

    private void pingPong(byte[] send, byte[] recv, long count, boolean rewrites) {
        int peer = partner();
        int size = send.length;
        boolean leads = rank < pairs;
        for (long i = 0; peer >= 0 && i < count; i++) {
            if (!leads) {
                world.Recv(recv, 0, size, MPI.BYTE, peer, TAG);
            }
            if (rewrites) {
                Arrays.fill(send, (byte) i);
            }
            world.Send(send, 0, size, MPI.BYTE, peer, TAG);
            if (leads) {
                world.Recv(recv, 0, size, MPI.BYTE, peer, TAG);
            }
        }
    }

    private double[] bandwidth(int size, boolean bothWays) {
        long count = iterations > 0 ? iterations : scaled(1_000, 50, size);
        Stream stream = new Stream(size, bothWays);
        warmUp(scaled(400, 50, size), n -> stream.run(n, rewrite));
        long start = System.nanoTime();
        stream.run(count, rewrite);
        double rate = (double) window * count * 1e9 * (bothWays ? 2 : 1) / (System.nanoTime() - start);
        if (validate) {
            stream.validate();
        }
        rate = sumOfLeaders(rate);
        return new double[] {rate * size / 1e6, rate};
    }

    /** Windows of messages, each acknowledged. */
    private final class Stream {
        private final int peer = partner();
        private final boolean sends;
        private final boolean receives;
        private final byte[][] send;
        private final byte[] recv;
        private final Request[] sent = new Request[window];
        private final Request[] received = new Request[window];
        private final byte[] ack = new byte[ACK_BYTES];

        Stream(int size, boolean bothWays) {
            boolean leads = rank < pairs;
            sends = peer >= 0 && (leads || bothWays);
            receives = peer >= 0 && (!leads || bothWays);
            send = new byte[rewrite && !blocking && sends ? window : 1][size];
            recv = new byte[size];
        }

        void run(long count, boolean rewrites) {
            for (long i = 0; peer >= 0 && i < count; i++) {
                if (receives) {
                    receive();
                }
                if (sends) {
                    send(rewrites, i);
                }
                if (!blocking) {
                    await(sends, sent);
                    await(receives, received);
                }
                if (rank < pairs) {
                    world.Recv(ack, 0, ACK_BYTES, MPI.BYTE, peer, ACK_TAG);
                } else {
                    world.Send(ack, 0, ACK_BYTES, MPI.BYTE, peer, ACK_TAG);
                }
            }
        }

        private void await(boolean is, Request[] requests) {
            if (is) {
                Request.Waitall(requests);
            }
        }

        private void send(boolean rewrites, long round) {
            for (int w = 0; w < window; w++) {
                byte[] buffer = send[w % send.length];
                if (rewrites) {
                    Arrays.fill(buffer, (byte) (round + w));
                }
                if (blocking) {
                    world.Send(buffer, 0, buffer.length, MPI.BYTE, peer, DATA_TAG);
                } else {
                    sent[w] = world.Isend(buffer, 0, buffer.length, MPI.BYTE, peer, DATA_TAG);
                }
            }
        }

        private void receive() {
            for (int w = 0; w < window; w++) {
                if (blocking) {
                    world.Recv(recv, 0, recv.length, MPI.BYTE, peer, DATA_TAG);
                } else {
                    received[w] = world.Irecv(recv, 0, recv.length, MPI.BYTE, peer, DATA_TAG);
                }
            }
        }

        void validate() {
            for (int round = 0; round < 3; round++) {
                for (byte[] buffer : send) {
                    writePattern(buffer, round);
                }
                run(1, false);
                if (receives) {
                    checkPattern(recv, round);
                }
            }
        }
    }

    private double[] hop(int size) {
        long count = iterations > 0 ? iterations : scaled(10_000, 500, size);
        byte[] token = new byte[size];
        warmUp(scaled(10_000, 500, size), n -> rounds(token, n));
        world.Barrier();
        long start = System.nanoTime();
        rounds(token, count);
        double microseconds = (System.nanoTime() - start) / 1e3 / ((double) count * ranks);
        for (int round = 0; validate && round < 3; round++) {
            writePattern(token, rank == 0 ? round : round + 1);
            rounds(token, 1);
            checkPattern(token, round);
        }
        return new double[] {microseconds};
    }

    private void rounds(byte[] token, long count) {
        int next = (rank + 1) % ranks;
        int previous = (rank + ranks - 1) % ranks;
        for (long i = 0; i < count; i++) {
            if (rank == 0) {
                world.Send(token, 0, token.length, MPI.BYTE, next, TAG);
            }
            world.Recv(token, 0, token.length, MPI.BYTE, previous, TAG);
            if (rank != 0) {
                world.Send(token, 0, token.length, MPI.BYTE, next, TAG);
            }
        }
    }

    // ---------------------------------------------------------------- collective operations

    /** One operation, each call timed by itself; a barrier after it is not counted. */
    private final class Collective {
        private final String name;
        private Object send = new byte[0];
        private Object recv = new byte[0];
        private Datatype type = MPI.BYTE;
        private int count;
        private int[] shares = {};

        Collective(String name) {
            this.name = name;
        }

        private int elementBytes() {
            return switch (name) {
                case "barrier" -> 0;
                case "bcast", "gather", "scatter", "allgather", "alltoall" -> 1;
                case "reduce", "allreduce", "reduce_scatter", "scan" -> Float.BYTES;
                default -> throw new IllegalArgumentException("MPJ Express has no " + name);
            };
        }

        void measure() {
            int element = elementBytes();
            header(element > 0 ? "Size" : "Ranks", "Avg (us)", "Min (us)", "Max (us)");
            long[] all = element == 0 ? new long[1] : sizes.length > 0 ? sizes : doubled(element, 1 << 20);
            for (long size : all) {
                open((int) size, element);
                long iterationsOfSize = iterations > 0 ? iterations : scaled(5_000, 100, size);
                warmUp(scaled(5_000, 100, size), n -> spentNs(n));
                double mine = spentNs(iterationsOfSize) / 1e3 / iterationsOfSize;
                double[] in = {mine, -mine};
                double[] sum = new double[2];
                double[] most = new double[2];
                world.Allreduce(in, 0, sum, 0, 2, MPI.DOUBLE, MPI.SUM);
                world.Allreduce(in, 0, most, 0, 2, MPI.DOUBLE, MPI.MAX);
                row(element > 0 ? size : ranks, sum[0] / ranks, -most[1], most[0]);
            }
        }

        private void open(int size, int element) {
            count = element == 0 ? 0 : size / element;
            int blocks = switch (name) {
                case "gather", "scatter", "allgather", "alltoall" -> ranks;
                default -> 1;
            };
            boolean isSum = element == Float.BYTES;
            type = isSum ? MPI.FLOAT : MPI.BYTE;
            send = isSum ? new float[count] : new byte[count * blocks];
            recv = isSum ? new float[count] : new byte[count * blocks];
            shares = new int[ranks];
            for (int i = 0; i < ranks; i++) {
                shares[i] = count / ranks + (i < count % ranks ? 1 : 0);
            }
        }

        private long spentNs(long times) {
            long spent = 0;
            for (long i = 0; i < times; i++) {
                long start = System.nanoTime();
                call();
                spent += System.nanoTime() - start;
                if (elementBytes() > 0) {
                    world.Barrier();
                }
            }
            return spent;
        }

        private void call() {
            switch (name) {
                case "barrier" -> world.Barrier();
                case "bcast" -> world.Bcast(send, 0, count, type, 0);
                case "gather" -> world.Gather(send, 0, count, type, recv, 0, count, type, 0);
                case "scatter" -> world.Scatter(send, 0, count, type, recv, 0, count, type, 0);
                case "allgather" -> world.Allgather(send, 0, count, type, recv, 0, count, type);
                case "alltoall" -> world.Alltoall(send, 0, count, type, recv, 0, count, type);
                case "reduce" -> world.Reduce(send, 0, recv, 0, count, type, MPI.SUM, 0);
                case "allreduce" -> world.Allreduce(send, 0, recv, 0, count, type, MPI.SUM);
                case "reduce_scatter" -> world.Reduce_scatter(send, 0, recv, 0, shares, type, MPI.SUM);
                default -> world.Scan(send, 0, recv, 0, count, type, MPI.SUM);
            }
        }
    }
}
