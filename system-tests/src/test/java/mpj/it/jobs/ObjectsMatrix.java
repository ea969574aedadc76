package mpj.it.jobs;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import mpi.ObjectRequest;
import mpi.Request;
import mpi.Status;
import org.jspecify.annotations.Nullable;

/** Objects between all pairs of ranks and through all collective operations, by whichever codec the job has. */
public final class ObjectsMatrix {
    private static final int BUFFER_BYTES = 4 << 20;

    /** A record that travels directly. */
    @SuppressWarnings("ArrayRecordComponent") // arrays travel, too
    record Particle(int id, double x, String name, double[] trace) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public boolean equals(Object other) {
            return other instanceof Particle p
                    && id == p.id
                    && x == p.x
                    && name.equals(p.name)
                    && Arrays.equals(trace, p.trace);
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    /** A graph. */
    static final class Node implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        final int id;
        final double[] data;
        @Nullable Node next;

        Node(int id, int length) {
            this.id = id;
            this.data = new double[length];
            Arrays.fill(data, id);
        }

        /** Two nodes that know each other, with arrays of a length on either side of going beside the stream. */
        static Node ring(int id, int length) {
            Node first = new Node(id, length);
            Node second = new Node(id + 1, length);
            first.next = second;
            second.next = first;
            return first;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Node n && isSame(n) && next != null && n.next != null && next.isSame(n.next)
                    && n.next.next == n;
        }

        private boolean isSame(Node other) {
            return id == other.id && Arrays.equals(data, other.data);
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    private static int checked;

    private ObjectsMatrix() {}

    private static List<@Nullable Object> samples(int rank) {
        List<@Nullable Object> samples = new ArrayList<@Nullable Object>(Arrays.<@Nullable Object>asList(
                null,
                rank,
                "text " + rank,
                new Particle(rank, 0.5, "p", new double[] {rank}),
                new Particle(rank, 0.5, "large", new double[100_000]),
                new int[] {rank, 1},
                new long[300_000],
                List.of(rank, "two"),
                Map.of(rank, List.of(new ArrayList<>(List.of(rank)))),
                Node.ring(rank, 10),
                Node.ring(rank, 50_000)));
        samples.add(samples.toArray());
        return samples;
    }

    private static void same(@Nullable Object expected, @Nullable Object actual, String what) {
        Check.that(
                Objects.deepEquals(new Object[] {expected}, new Object[] {actual}),
                () -> what + ": expected " + expected + ", got " + actual);
        checked++;
    }

    /** Exchanges and checks by the codec of this name; how many objects this rank has checked. */
    public static int checkAll(String codec) {
        Intracomm world = MPI.COMM_WORLD;
        Check.that(MPI.getCodec().name().equals(codec), () -> "the codec is " + MPI.getCodec().name());
        MPI.attachBuffer(new byte[BUFFER_BYTES * world.getSize()]);
        pairs(world);
        collectives(world);
        mismatch(world);
        MPI.detachBuffer();
        return checked;
    }

    private static void pairs(Intracomm world) {
        int rank = world.getRank();
        int size = world.getSize();
        List<@Nullable Object> mine = samples(rank);
        for (int kind = 0; kind < mine.size(); kind++) {
            List<Request> requests = new ArrayList<>();
            List<ObjectRequest<@Nullable Object>> receives = new ArrayList<>();
            for (int peer = 0; peer < size; peer++) {
                receives.add(world.iRecv(peer, kind));
                @Nullable Object object = mine.get(kind);
                switch ((peer + kind) % 3) {
                    case 0 -> requests.add(world.iSend(object, peer, kind));
                    case 1 -> requests.add(world.isSend(object, peer, kind));
                    default -> world.bSend(object, peer, kind);
                }
            }
            requests.addAll(receives);
            Request.waitAll(requests.toArray(new Request[0]));
            for (int peer = 0; peer < size; peer++) {
                same(samples(peer).get(kind), receives.get(peer).get(), "from " + peer);
            }
            Status status = new Status();
            Object neighbours = world.<@Nullable Object>sendRecv(
                    mine.get(kind), (rank + 1) % size, 99, MPI.ANY_SOURCE, MPI.ANY_TAG, status);
            same(samples(status.getSource()).get(kind), neighbours, "exchanged");
            world.barrier();
        }
    }

    private static void collectives(Intracomm world) {
        int rank = world.getRank();
        int size = world.getSize();
        int kinds = samples(0).size();
        for (int root = 0; root < size; root++) {
            for (int kind = 0; kind < kinds; kind++) {
                int k = kind;
                List<@Nullable Object> all = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    all.add(samples(i).get(k));
                }
                same(all.get(root), world.<@Nullable Object>bcast(rank == root ? all.get(root) : null, root), "bcast");
                List<@Nullable Object> gathered = world.gather(all.get(rank), root);
                same(rank == root ? all.toArray() : null, gathered == null ? null : gathered.toArray(), "gather");
                same(all.get(rank), world.<@Nullable Object>scatter(rank == root ? all : null, root), "scatter");
                same(all.toArray(), world.allGather(all.get(rank)).toArray(), "allGather");
                same(all.get(rank), world.<@Nullable Object>allToAll(all).get(root), "allToAll");
            }
            String joined = world.reduce("" + (char) ('a' + rank), String::concat, root);
            same(rank == root ? letters(size) : null, joined, "reduce");
        }
        same(letters(size), world.allReduce(letters(rank + 1).substring(rank), MPI.SUM), "allReduce");
        same(letters(rank + 1), world.scan(letters(rank + 1).substring(rank), MPI.SUM), "scan");
        String below = world.exScan(letters(rank + 1).substring(rank), MPI.SUM);
        same(rank == 0 ? null : letters(rank), below, "exScan");
    }

    private static String letters(int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append((char) ('a' + i));
        }
        return text.toString();
    }

    /** An error in the kind is the program's to handle under the default error handler, too. */
    private static void mismatch(Intracomm world) {
        int rank = world.getRank();
        ObjectRequest<String> sent = world.iSend("an object", rank, 7);
        try {
            world.recv(new int[100], 100, MPI.INT, rank, 7);
            throw new AssertionError("an object was received as ints");
        } catch (MPIException e) {
            Check.equal(MPI.ERR_TYPE, e.getErrorClass(), () -> "error class");
        }
        sent.waitFor();
    }
}
