package mpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import mpj.core.coll.Blocks;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An array of records as the buffer of an operation: structures that the engine moves in its place, and which of them
 * are made of records before the operation begins, or become records when it is over. That happens in the caller's
 * thread.
 *
 * <p>The static methods take any buffer, and let alone what is none of these.
 */
final class RecordBuffer {
    /** Elements of the array. */
    private record Range(long first, long count) {}

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final CommHandle comm;
    private final String operation;
    private final Record[] records;
    private final RecordTypes type;
    private final List<Range> read = new ArrayList<>(1);
    private final List<Range> written = new ArrayList<>(1);
    /** Behind the last element that is read or written. */
    private long end;

    private ByteBuffer structures = NONE;

    private RecordBuffer(CommHandle comm, String operation, Record[] records, RecordTypes type) {
        this.comm = comm;
        this.operation = operation;
        this.records = records;
        this.type = type;
    }

    /** The buffer itself, or one of these for an array of records, after a check of the datatype. */
    static @Nullable Object of(
            CommHandle comm, String operation, @Nullable Object buffer, @Nullable Datatype datatype) {
        if (!(buffer instanceof Record[] records)) {
            return buffer;
        }
        return new RecordBuffer(comm, operation, records, RecordTypes.of(comm, operation, records, datatype));
    }

    /** Likewise, where each block has a datatype, which is checked when the block is noted. */
    static @Nullable Object of(CommHandle comm, String operation, @Nullable Object buffer) {
        return buffer instanceof Record[] records
                ? new RecordBuffer(comm, operation, records, RecordTypes.of(comm, operation, records))
                : buffer;
    }

    /** What the engine is given in place of a buffer, once it is known what the operation reads and writes. */
    static @Nullable Object memory(@Nullable Object buffer) {
        return buffer instanceof RecordBuffer records ? records.allocate() : buffer;
    }

    private byte[] allocate() {
        if (end * type.bytes() > Integer.MAX_VALUE) {
            throw MPIException.argument(
                    MPI.ERR_COUNT,
                    comm.call(operation),
                    end + " records take more than 2 GiB: send them in several messages");
        }
        byte[] array = new byte[(int) (end * type.bytes())];
        structures = ByteBuffer.wrap(array).order(ByteOrder.nativeOrder());
        return array;
    }

    /** Notes elements that the operation reads. */
    static void reads(@Nullable Object buffer, long first, long count) {
        if (buffer instanceof RecordBuffer records && count > 0) {
            records.read.add(new Range(first, count));
            records.end = Math.max(records.end, first + count);
        }
    }

    /** Notes elements that the operation writes. */
    static void writes(@Nullable Object buffer, long first, long count) {
        if (buffer instanceof RecordBuffer records && count > 0) {
            records.written.add(new Range(first, count));
            records.end = Math.max(records.end, first + count);
        }
    }

    /** Notes blocks that the operation reads. */
    static void reads(@Nullable Object buffer, Blocks blocks, int firstBlock, int endBlock) {
        if (buffer instanceof RecordBuffer records) {
            for (int i = firstBlock; i < endBlock; i++) {
                reads(buffer, records.elementAt(blocks, i), blocks.count(i));
            }
        }
    }

    /** Notes blocks that the operation writes. */
    static void writes(@Nullable Object buffer, Blocks blocks, int firstBlock, int endBlock) {
        if (buffer instanceof RecordBuffer records) {
            for (int i = firstBlock; i < endBlock; i++) {
                writes(buffer, records.elementAt(blocks, i), blocks.count(i));
            }
        }
    }

    /** Makes the structures that the operation reads. */
    static void load(@Nullable Object buffer) {
        if (buffer instanceof RecordBuffer records) {
            for (Range range : records.read) {
                records.load(range.first, range.count);
            }
        }
    }

    /** Makes records of the structures that the operation has written, all of them. */
    static void store(@Nullable Object buffer) {
        if (buffer instanceof RecordBuffer records) {
            for (Range range : records.written) {
                records.store(range.first, range.count);
            }
        }
    }

    /** Makes records of the structures that a message has brought, the first of the array. */
    static void storeFirst(@Nullable Object buffer, long bytes) {
        if (buffer instanceof RecordBuffer records) {
            records.storeWithin(0, records.records.length, bytes);
        }
    }

    /** Makes records after an operation: of as much as a receive has brought, or of all that a collective writes. */
    static void finish(@Nullable Object buffer, boolean receives, Operation done) {
        if (receives && !done.isCancelled()) {
            storeFirst(buffer, done.bytes());
        } else if (!receives) {
            store(buffer);
        }
    }

    /** The request of an operation under way, which makes the records when it is completed. */
    static Request request(
            CommHandle comm, Operation operation, boolean receives, String name, int peer, int tag, long count,
            @Nullable Object in) {
        return in instanceof RecordBuffer
                ? new RecordRequest(comm, operation, receives, name, peer, tag, count, in)
                : new Request(comm, comm.core().engine(), operation, receives, name, peer, tag, count);
    }

    void load(long first, long count) {
        for (long i = first; i < first + count; i++) {
            Record item = records[(int) i];
            if (item == null) {
                throw MPIException.argument(
                        MPI.ERR_BUFFER, comm.call(operation), "record " + i + " of the array is null");
            }
            if (!type.write(item, structures, (int) i)) {
                throw MPIException.argument(
                        MPI.ERR_BUFFER,
                        comm.call(operation),
                        "a component of record " + i + ", a " + item.getClass().getTypeName() + ", is null");
            }
        }
    }

    void store(long first, long count) {
        for (long i = first; i < first + count; i++) {
            records[(int) i] = type.read(structures, (int) i);
        }
    }

    /** Makes records of structures, as far as a message of so many bytes reaches. */
    void storeWithin(long first, long count, long bytes) {
        long size = type.layout().size();
        long all = size == 0 ? 0 : bytes / size;
        store(first, Math.min(count, all - first));
    }

    /** The bytes that structures of all records would take. */
    long bytes() {
        return (long) records.length * type.bytes();
    }

    /** The record with which a block begins. */
    private long elementAt(Blocks blocks, int block) {
        int each = Math.max(1, type.bytes());
        if (blocks.count(block) > 0 && (blocks.layout(block) != type.layout() || blocks.at(block) % each != 0)) {
            throw MPIException.argument(
                    MPI.ERR_TYPE,
                    comm.call(operation),
                    "block " + block + " of the array of records has another datatype or begins within a record");
        }
        return blocks.at(block) / each;
    }
}
