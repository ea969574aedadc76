package mpi;

import mpj.core.request.Operation;

/** A request of records, which are made of the structures that have come by the thread that completes the request. */
final class RecordRequest extends Request {
    private final boolean receives;
    private final Object in;

    RecordRequest(
            CommHandle comm, Operation operation, boolean receives, String name, int peer, int tag, long count,
            Object in) {
        super(comm, comm.core().engine(), operation, receives, name, peer, tag, count);
        this.receives = receives;
        this.in = in;
    }

    @Override
    void completed(Operation done) {
        RecordBuffer.finish(in, receives, done);
    }
}
