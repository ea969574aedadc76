package mpj.it.jobs;

import mpi.Comm;
import mpi.Datatype;
import mpi.Message;
import mpi.Status;
import org.jspecify.annotations.Nullable;

/** The calls that receive one message. */
enum ReceiveForm {
    RECV,
    IRECV,
    PROBE,
    IPROBE,
    MPROBE,
    IMPROBE;

    /** Receives; what a probe has told must be what the receive tells. */
    Status receive(Comm comm, Object buffer, int count, Datatype type, int source, int tag) {
        return switch (this) {
            case RECV -> comm.recv(buffer, count, type, source, tag);
            case IRECV -> comm.iRecv(buffer, count, type, source, tag).waitStatus();
            case PROBE, IPROBE -> {
                Status seen = this == PROBE ? comm.probe(source, tag) : await(() -> comm.iProbe(source, tag));
                yield same(type, seen, comm.recv(buffer, count, type, seen.getSource(), seen.getTag()));
            }
            case MPROBE -> {
                Message message = new Message();
                Status seen = message.mProbe(source, tag, comm);
                yield same(type, seen, message.mRecv(buffer, count, type));
            }
            case IMPROBE -> {
                Message message = new Message();
                Status seen = await(() -> message.imProbe(source, tag, comm));
                yield same(type, seen, message.imRecv(buffer, count, type).waitStatus());
            }
        };
    }

    private interface Attempt {
        @Nullable Status make();
    }

    private static Status await(Attempt attempt) {
        Status status = attempt.make();
        while (status == null) {
            // other ranks may need the core
            Thread.yield();
            status = attempt.make();
        }
        return status;
    }

    private static Status same(Datatype type, Status seen, Status received) {
        Check.equal(seen.getSource(), received.getSource(), () -> "source after the probe");
        Check.equal(seen.getTag(), received.getTag(), () -> "tag after the probe");
        Check.equal(seen.getCount(type), received.getCount(type), () -> "count after the probe");
        return received;
    }
}
