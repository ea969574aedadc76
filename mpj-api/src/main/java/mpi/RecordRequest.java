package mpi;

import mpj.core.Engine;
import mpj.core.request.Operation;

/** A receive of records, which are made of the structures that have come by the thread that completes the request. */
final class RecordRequest extends Request {
    private final Record[] records;
    private final byte[] structures;

    RecordRequest(
            CommHandle comm,
            Engine engine,
            Operation receive,
            int source,
            int tag,
            long count,
            Record[] records,
            byte[] structures) {
        super(comm, engine, receive, true, "iRecv", source, tag, count);
        this.records = records;
        this.structures = structures;
    }

    @Override
    void completed(Operation done) {
        if (!done.isCancelled()) {
            RecordTypes.received(structures, records, done.bytes());
        }
    }
}
