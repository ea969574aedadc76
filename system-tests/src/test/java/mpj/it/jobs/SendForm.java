package mpj.it.jobs;

import mpi.Comm;
import mpi.Datatype;
import mpi.MPI;
import mpi.Request;

/** The calls that send one message. */
enum SendForm {
    SEND,
    SSEND,
    BSEND,
    RSEND,
    ISEND,
    ISSEND,
    IBSEND,
    IRSEND;

    /** Whether the receive must have been posted. */
    boolean isReady() {
        return this == RSEND || this == IRSEND;
    }

    /** Whether the message waits in the buffer that is attached. */
    boolean isBuffered() {
        return this == BSEND || this == IBSEND;
    }

    /** Whether the call may return only after the receive has been posted. */
    boolean mayBlock() {
        return this == SEND || this == SSEND;
    }

    /** Sends or begins to; the request is the null request after a blocking call. */
    Request send(Comm comm, Object buffer, int count, Datatype type, int dest, int tag) {
        switch (this) {
            case SEND -> comm.send(buffer, count, type, dest, tag);
            case SSEND -> comm.sSend(buffer, count, type, dest, tag);
            case BSEND -> comm.bSend(buffer, count, type, dest, tag);
            case RSEND -> comm.rSend(buffer, count, type, dest, tag);
            default -> {
                return begin(comm, buffer, count, type, dest, tag);
            }
        }
        return MPI.REQUEST_NULL;
    }

    private Request begin(Comm comm, Object buffer, int count, Datatype type, int dest, int tag) {
        return switch (this) {
            case ISEND -> comm.iSend(buffer, count, type, dest, tag);
            case ISSEND -> comm.isSend(buffer, count, type, dest, tag);
            case IBSEND -> comm.ibSend(buffer, count, type, dest, tag);
            case IRSEND -> comm.irSend(buffer, count, type, dest, tag);
            default -> throw new IllegalStateException(this + " blocks");
        };
    }
}
