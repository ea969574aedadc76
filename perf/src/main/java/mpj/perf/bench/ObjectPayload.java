package mpj.perf.bench;

import java.lang.foreign.MemorySegment;
import mpi.Comm;
import mpi.MPI;
import mpi.ObjectRequest;
import mpi.Request;
import org.jspecify.annotations.Nullable;

/** A message that is an object: an array of bytes, which the receiver gets without having had to know its size. */
final class ObjectPayload extends Payload {
    private final byte[] object;
    private @Nullable Object received;
    private @Nullable ObjectRequest<Object> receiving;

    ObjectPayload(int size) {
        this(new byte[size]);
    }

    private ObjectPayload(byte[] object) {
        super(object, object.length, MPI.BYTE, MemorySegment.ofArray(object), () -> {});
        this.object = object;
    }

    @Override
    void send(Comm comm, int dest, int tag) {
        comm.send(object, dest, tag);
    }

    @Override
    void recv(Comm comm, int source, int tag) {
        received = comm.<Object>recv(source, tag);
    }

    @Override
    Request iSend(Comm comm, int dest, int tag) {
        return comm.<Object>iSend(object, dest, tag);
    }

    @Override
    Request iRecv(Comm comm, int source, int tag) {
        ObjectRequest<Object> request = comm.iRecv(source, tag);
        receiving = request;
        return request;
    }

    @Override
    void pass() {
        load();
    }

    @Override
    void load() {
        Object last = receiving == null ? received : receiving.get();
        if (!(last instanceof byte[] array) || array.length != object.length) {
            throw new IllegalStateException("validation failed: no array of " + object.length + " bytes: " + last);
        }
        System.arraycopy(array, 0, object, 0, array.length);
    }
}
