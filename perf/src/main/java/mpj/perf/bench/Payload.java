package mpj.perf.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import mpi.Comm;
import mpi.Datatype;
import mpi.MPI;
import mpi.Prequest;
import mpi.Request;

/** A message's buffer, how it is sent, and its bytes, whatever kind it is. All its pages have been touched. */
class Payload implements AutoCloseable {
    /** As the C peers align theirs. */
    private static final long PAGE_BYTES = 4096;

    private final Object buffer;
    private final int count;
    private final Datatype type;
    private final MemorySegment bytes;
    private final Runnable release;

    Payload(Object buffer, long count, Datatype type, MemorySegment bytes, Runnable release) {
        this.buffer = buffer;
        this.count = Math.toIntExact(count);
        this.type = type;
        this.bytes = bytes;
        this.release = release;
    }

    static Payload of(BufferKind kind, long size) {
        return of(kind, size, false);
    }

    /** @param threads whether other threads may use it */
    static Payload of(BufferKind kind, long size, boolean threads) {
        Payload made =
                switch (kind) {
                    case ARRAY -> {
                        byte[] array = new byte[(int) size];
                        yield ofBytes(array, MemorySegment.ofArray(array), () -> {});
                    }
                    case DIRECT -> {
                        ByteBuffer direct = ByteBuffer.allocateDirect((int) size);
                        yield ofBytes(direct, MemorySegment.ofBuffer(direct), () -> {});
                    }
                    case SEGMENT -> ofArena(size, threads);
                    case ALLOC -> {
                        MemorySegment shared = MPI.allocMem(Math.max(1, size));
                        yield ofBytes(shared, shared.asSlice(0, size), () -> MPI.freeMem(shared));
                    }
                    case COLD -> ofGlobalScope(size);
                    case OBJECT -> new ObjectPayload((int) size);
                    case RECORD -> new RecordPayload(size);
                };
        made.fill((byte) 'a');
        return made;
    }

    private static Payload ofBytes(Object buffer, MemorySegment bytes, Runnable release) {
        return new Payload(buffer, bytes.byteSize(), MPI.BYTE, bytes, release);
    }

    /** The same of elements of type FLOAT, which an array has to be of. */
    static Payload ofFloats(BufferKind kind, long size) {
        Payload made;
        if (kind == BufferKind.ARRAY) {
            float[] array = new float[(int) (size / Float.BYTES)];
            made = new Payload(array, array.length, MPI.FLOAT, MemorySegment.ofArray(array), () -> {});
        } else {
            Payload raw = of(kind, size);
            made = new Payload(raw.buffer, size / Float.BYTES, MPI.FLOAT, raw.bytes, raw::close);
        }
        made.fill((byte) 0);
        return made;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the payload
    private static Payload ofArena(long size, boolean threads) {
        Arena arena = threads ? Arena.ofShared() : Arena.ofConfined();
        MemorySegment segment = arena.allocate(size, PAGE_BYTES);
        return ofBytes(segment, segment, arena::close);
    }

    @SuppressWarnings({"MustBeClosedChecker", "restricted"}) // closed with the payload
    private static Payload ofGlobalScope(long size) {
        Arena arena = Arena.ofConfined();
        long address = arena.allocate(size, PAGE_BYTES).address();
        MemorySegment segment = MemorySegment.ofAddress(address).reinterpret(size);
        return ofBytes(segment, segment, arena::close);
    }

    /** What is given to MPI. */
    final Object buffer() {
        return buffer;
    }

    /** How many elements it has. */
    final int count() {
        return count;
    }

    final long bytes() {
        return bytes.byteSize();
    }

    /** Of its elements. */
    final Datatype type() {
        return type;
    }

    // ---------------------------------------------------------------- messages

    void send(Comm comm, int dest, int tag) {
        comm.send(buffer, count, type, dest, tag);
    }

    void recv(Comm comm, int source, int tag) {
        comm.recv(buffer, count, type, source, tag);
    }

    Request iSend(Comm comm, int dest, int tag) {
        return comm.iSend(buffer, count, type, dest, tag);
    }

    Request iRecv(Comm comm, int source, int tag) {
        return comm.iRecv(buffer, count, type, source, tag);
    }

    /** @param partitions 0 for a message in one piece; else the count is a multiple of it */
    final Prequest sendInit(Comm comm, int partitions, int dest, int tag) {
        return partitions == 0
                ? comm.sendInit(buffer, count, type, dest, tag)
                : comm.pSendInit(buffer, partitions, count / partitions, type, dest, tag);
    }

    /** As {@link #sendInit}. */
    final Prequest recvInit(Comm comm, int partitions, int source, int tag) {
        return partitions == 0
                ? comm.recvInit(buffer, count, type, source, tag)
                : comm.pRecvInit(buffer, partitions, count / partitions, type, source, tag);
    }

    // ---------------------------------------------------------------- content

    /** Takes the bytes over to where MPI finds them. */
    void store() {}

    /** Has the next send pass on what the last receive has brought. */
    void pass() {}

    /** Takes over to the bytes what MPI has brought. */
    void load() {}

    final void fill(byte value) {
        bytes.fill(value);
        store();
    }

    /** Writes bytes that tell their position and the round. */
    final void writePattern(long round) {
        writePattern(0, bytes.byteSize(), round);
        store();
    }

    /** The same into a part; {@link #store} is left to do. */
    final void writePattern(long offset, long length, long seed) {
        for (long i = 0; i < length; i++) {
            bytes.set(ValueLayout.JAVA_BYTE, offset + i, pattern(seed, i));
        }
    }

    /** Checks for what {@link #writePattern(long)} wrote at the sender. */
    final void checkPattern(long round) {
        load();
        checkPattern(0, bytes.byteSize(), round);
    }

    /** The same of a part, after {@link #load}. */
    final void checkPattern(long offset, long length, long seed) {
        for (long i = 0; i < length; i++) {
            byte found = bytes.get(ValueLayout.JAVA_BYTE, offset + i);
            if (found != pattern(seed, i)) {
                throw wrong(offset + i, found, pattern(seed, i));
            }
        }
    }

    /** Writes small numbers, of which sums are exact, that tell their position and, by this number, the rank. */
    final void writeFloats(int number) {
        for (long i = 0; i < count; i++) {
            bytes.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, scale(number) * value(i));
        }
    }

    /**
     * Checks for sums of what ranks have written by so many numbers from this one on.
     *
     * @param firstElement of theirs that is this buffer's first
     */
    final void checkSums(int firstNumber, int numbers, long firstElement, long elements) {
        float scales = 0;
        for (int number = firstNumber; number < firstNumber + numbers; number++) {
            scales += scale(number);
        }
        for (long i = 0; i < elements; i++) {
            float found = bytes.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            float expected = scales * value(firstElement + i);
            if (found != expected) {
                throw wrong(i * Float.BYTES, found, expected);
            }
        }
    }

    private IllegalStateException wrong(long at, Number found, Number expected) {
        return new IllegalStateException("validation failed: wrong data in a buffer of " + bytes.byteSize()
                + " bytes, at byte " + at + ": " + found + " instead of " + expected);
    }

    private static byte pattern(long seed, long index) {
        return (byte) (index * 31 + seed * 7 + 1);
    }

    private static float scale(int number) {
        return number % 4 + 1;
    }

    private static float value(long index) {
        return index % 8 + 1;
    }

    @Override
    public final void close() {
        release.run();
    }
}
