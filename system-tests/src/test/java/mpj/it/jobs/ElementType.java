package mpj.it.jobs;

import mpi.Datatype;
import mpi.MPI;

/** The basic datatypes and how an element lies in memory. */
enum ElementType {
    BYTE(MPI.BYTE, 1),
    CHAR(MPI.CHAR, 2),
    SHORT(MPI.SHORT, 2),
    BOOLEAN(MPI.BOOLEAN, 1),
    INT(MPI.INT, 4),
    LONG(MPI.LONG, 8),
    FLOAT(MPI.FLOAT, 4),
    DOUBLE(MPI.DOUBLE, 8),
    FLOAT_COMPLEX(MPI.FLOAT_COMPLEX, 8),
    DOUBLE_COMPLEX(MPI.DOUBLE_COMPLEX, 16),
    INT2(MPI.INT2, 8),
    SHORT_INT(MPI.SHORT_INT, 8, 2, 4),
    LONG_INT(MPI.LONG_INT, 16, 12, 16),
    FLOAT_INT(MPI.FLOAT_INT, 8),
    DOUBLE_INT(MPI.DOUBLE_INT, 16, 12, 16);

    static final int MAX_EXTENT = 16;

    @SuppressWarnings("ImmutableEnumChecker") // a constant of the library
    final Datatype datatype;
    /** Bytes from one element to the next. */
    final int extent;

    private final int holeStart;
    private final int holeEnd;

    ElementType(Datatype datatype, int extent) {
        this(datatype, extent, 0, 0);
    }

    ElementType(Datatype datatype, int extent, int holeStart, int holeEnd) {
        this.datatype = datatype;
        this.extent = extent;
        this.holeStart = holeStart;
        this.holeEnd = holeEnd;
    }

    boolean hasHoles() {
        return holeEnd > 0;
    }

    /** Bytes of data in an element. */
    int size() {
        return extent - (holeEnd - holeStart);
    }

    /** Whether the byte at this offset of a buffer belongs to an element's data. */
    boolean isData(int offset) {
        int within = offset % extent;
        return within < holeStart || within >= holeEnd;
    }
}
