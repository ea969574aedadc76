package mpi;

import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.p2p.SendBuffer;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/** What programs do with the space of buffered sends, wherever that is attached. */
final class SendBuffers {
    private SendBuffers() {}

    static void attach(SendBuffer place, @Nullable Object buffer) {
        long bytes = MPI.BUFFER_AUTOMATIC.equals(buffer) ? SendBuffer.AUTOMATIC : Buffers.bytesOf(buffer);
        if (buffer == null || bytes == Buffers.NO_BUFFER) {
            throw MPIException.argument(
                    MPI.ERR_BUFFER,
                    "attachBuffer",
                    buffer == null
                            ? "the buffer is null"
                            : "a " + buffer.getClass().getTypeName() + " is no buffer: give an array of a primitive type,"
                                    + " an NIO buffer, a MemorySegment or MPI.BUFFER_AUTOMATIC");
        }
        try {
            place.attach(buffer, bytes);
        } catch (EngineException e) {
            throw failure("attachBuffer", e);
        }
    }

    static Object detach(SendBuffer place) {
        try {
            return place.detach();
        } catch (EngineException e) {
            throw failure("detachBuffer", e);
        }
    }

    static Request flush(CommHandle comm, Engine engine, SendBuffer place) {
        try {
            Operation flush = place.flush();
            return new Request(comm, engine, flush, false, "iFlushBuffer", MPI.UNDEFINED, MPI.UNDEFINED, -1);
        } catch (EngineException e) {
            throw failure("flushBuffer", e);
        }
    }

    private static MPIException failure(String operation, EngineException e) {
        return MPIException.failure(e.errorClass(), Call.of(operation), e.getMessage(), e);
    }
}
