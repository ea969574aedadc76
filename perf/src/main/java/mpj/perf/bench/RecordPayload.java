package mpj.perf.bench;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mpi.Datatype;

/** A message that is an array of records. */
final class RecordPayload extends Payload {
    static final int ELEMENT_BYTES = Long.BYTES;

    /** What the arrays are of. */
    record Cell(long value) {}

    private final Cell[] records;
    private final MemorySegment bytes;

    RecordPayload(long size) {
        this(new Cell[(int) (size / ELEMENT_BYTES)], MemorySegment.ofArray(new byte[(int) size]));
    }

    private RecordPayload(Cell[] records, MemorySegment bytes) {
        super(records, records.length, Datatype.of(Cell.class), bytes, () -> {});
        this.records = records;
        this.bytes = bytes;
    }

    @Override
    void store() {
        for (int i = 0; i < records.length; i++) {
            records[i] = new Cell(bytes.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i));
        }
    }

    @Override
    void load() {
        for (int i = 0; i < records.length; i++) {
            bytes.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i, records[i].value());
        }
    }
}
