package mpi;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import mpj.base.memory.RawMemory;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.coll.Collectives;
import mpj.core.datatype.Reducers;
import mpi.codec.Codec;
import org.jspecify.annotations.Nullable;

/**
 * The constants of MPI, its start and end, and memory.
 *
 * <p>Nothing needs an explicit {@link #Init}: the first use of a communicator joins the job. When {@code main} has
 * returned and the last non-daemon thread has ended, {@link #Finalize} is called for a program that has not called it.
 * A program that ends by {@code System.exit} before Finalize has failed, as far as the job is concerned.
 */
public final class MPI {
    // Levels of thread support; the last one is what every job has.
    /** Only one thread exists. */
    public static final int THREAD_SINGLE = 0;
    /** Only the main thread calls MPI. */
    public static final int THREAD_FUNNELED = 1;
    /** One thread at a time calls MPI. */
    public static final int THREAD_SERIALIZED = 2;
    /** Any thread calls MPI at any time. */
    public static final int THREAD_MULTIPLE = 3;

    // Ranks, tags and counts with a meaning of their own.
    /** As source: any rank. */
    public static final int ANY_SOURCE = -1;
    /** As tag of a receive: any. */
    public static final int ANY_TAG = -1;
    /** As rank: nobody. Messages to and from it are over at once. */
    public static final int PROC_NULL = -2;
    /** As root of a collective operation between two groups: the caller itself. */
    public static final int ROOT = -4;
    /** No rank, colour, index or count. */
    public static final int UNDEFINED = -32766;

    // Results of comparisons.
    /** The same members in the same order and, of communicators, the same context. */
    public static final int IDENT = 0;
    /** The same members in the same order, another context. */
    public static final int CONGRUENT = 1;
    /** The same members in another order. */
    public static final int SIMILAR = 2;
    /** Other members. */
    public static final int UNEQUAL = 3;

    // Kinds of topology.
    /** A grid. */
    public static final int CART = 1;
    /** A graph that all ranks know. */
    public static final int GRAPH = 2;
    /** A graph of which each rank knows its own edges. */
    public static final int DIST_GRAPH = 3;

    /** In the place of a graph's weights: it has none. */
    public static final int[] UNWEIGHTED = new int[0];

    /** In the place of a graph's weights: it has weights, and the caller gives no edges. */
    public static final int[] WEIGHTS_EMPTY = new int[0];

    // Keys of predefined attributes.
    /** Key: the largest tag. */
    public static final int TAG_UB = 0;
    /** Key: the rank of the host process, PROC_NULL as there is none. */
    public static final int HOST = 1;
    /** Key: the rank that can do input and output, ANY_SOURCE as all can. */
    public static final int IO = 2;
    /** Key: whether the clocks of all ranks agree. */
    public static final int WTIME_IS_GLOBAL = 3;
    /** Key: the number of the program in a launch of several. */
    public static final int APPNUM = 4;
    /** Key: the largest error code in use. */
    public static final int LASTUSEDCODE = 5;
    /** Key: how many processes there may be. */
    public static final int UNIVERSE_SIZE = 6;
    /** Key: the address of a window's memory. */
    public static final int WIN_BASE = 7;
    /** Key: the bytes of a window's memory. */
    public static final int WIN_SIZE = 8;
    /** Key: the unit of a window's displacements in bytes. */
    public static final int WIN_DISP_UNIT = 9;
    /** No key. */
    public static final int KEYVAL_INVALID = -1;

    // The version of the standard that names and constants follow.
    /** The version. */
    public static final int VERSION = 3;
    /** What follows the version. */
    public static final int SUBVERSION = 1;

    // Limits; a buffered send takes its bytes and the overhead from the attached buffer.
    /** Bytes that a buffered send takes beside its data. */
    public static final int BSEND_OVERHEAD = 128;
    /** The length of names of objects, and one. */
    public static final int MAX_OBJECT_NAME = 64;
    /** The length of names of ports, and one. */
    public static final int MAX_PORT_NAME = 1024;
    /** The length of names of data representations, and one. */
    public static final int MAX_DATAREP_STRING = 128;
    /** The length of keys, and one. */
    public static final int MAX_INFO_KEY = 36;
    /** The length of values, and one. */
    public static final int MAX_INFO_VAL = 256;
    /** The length of texts of errors, and one. */
    public static final int MAX_ERROR_STRING = 256;
    /** The length of names of hosts, and one. */
    public static final int MAX_PROCESSOR_NAME = 256;
    /** The length of the library's name and version, and one. */
    public static final int MAX_LIBRARY_VERSION_STRING = 256;
    /** The length of names of process sets, and one. */
    public static final int MAX_PSET_NAME_LEN = 512;
    /** The length of string tags, and one. */
    public static final int MAX_STRINGTAG_LEN = 1024;

    // Distributed arrays.
    /** The last dimension's elements are neighbours. */
    public static final int ORDER_C = 0;
    /** The first dimension's elements are neighbours. */
    public static final int ORDER_FORTRAN = 1;
    /** One block for each process. */
    public static final int DISTRIBUTE_BLOCK = 0;
    /** Blocks in turn. */
    public static final int DISTRIBUTE_CYCLIC = 1;
    /** The dimension is not dealt out. */
    public static final int DISTRIBUTE_NONE = 2;
    /** The length of blocks that the distribution has by itself. */
    public static final int DISTRIBUTE_DFLT_DARG = -1;

    // Calls that make datatypes, as Datatype.getEnvelope tells them.
    /** A named type, made by no call. */
    public static final int COMBINER_NAMED = 101;
    /** Made by {@code dup}. */
    public static final int COMBINER_DUP = 102;
    /** Made by {@code createContiguous}. */
    public static final int COMBINER_CONTIGUOUS = 103;
    /** Made by {@code createVector}. */
    public static final int COMBINER_VECTOR = 104;
    /** Made by {@code createHVector}. */
    public static final int COMBINER_HVECTOR = 105;
    /** Made by {@code createIndexed}. */
    public static final int COMBINER_INDEXED = 106;
    /** Made by {@code createHIndexed}. */
    public static final int COMBINER_HINDEXED = 107;
    /** Made by {@code createIndexedBlock}. */
    public static final int COMBINER_INDEXED_BLOCK = 108;
    /** Made by {@code createHIndexedBlock}. */
    public static final int COMBINER_HINDEXED_BLOCK = 109;
    /** Made by {@code createStruct}. */
    public static final int COMBINER_STRUCT = 110;
    /** Made by {@code createSubarray}. */
    public static final int COMBINER_SUBARRAY = 111;
    /** Made by {@code createDArray}. */
    public static final int COMBINER_DARRAY = 112;
    /** Made by {@code createF90Real}. */
    public static final int COMBINER_F90_REAL = 113;
    /** Made by {@code createF90Complex}. */
    public static final int COMBINER_F90_COMPLEX = 114;
    /** Made by {@code createF90Integer}. */
    public static final int COMBINER_F90_INTEGER = 115;
    /** Made by {@code createResized}. */
    public static final int COMBINER_RESIZED = 116;
    /** Made by {@code getValueIndex}. */
    public static final int COMBINER_VALUE_INDEX = 117;

    // Classes of predefined datatypes, for Datatype.matchSize.
    /** Truth values. */
    public static final int TYPECLASS_LOGICAL = 1;
    /** Integers. */
    public static final int TYPECLASS_INTEGER = 2;
    /** Reals. */
    public static final int TYPECLASS_REAL = 3;
    /** Complex numbers. */
    public static final int TYPECLASS_COMPLEX = 4;

    // Files.
    /** Make the file if there is none. */
    public static final int MODE_CREATE = 1;
    /** Read only. */
    public static final int MODE_RDONLY = 2;
    /** Write only. */
    public static final int MODE_WRONLY = 4;
    /** Read and write. */
    public static final int MODE_RDWR = 8;
    /** Delete the file when it is closed. */
    public static final int MODE_DELETE_ON_CLOSE = 16;
    /** Nobody else opens the file. */
    public static final int MODE_UNIQUE_OPEN = 32;
    /** Fail if there is a file. */
    public static final int MODE_EXCL = 64;
    /** Begin at the end. */
    public static final int MODE_APPEND = 128;
    /** Access in sequence only. */
    public static final int MODE_SEQUENTIAL = 256;
    /** A view that begins where the shared pointer is. */
    public static final int DISPLACEMENT_CURRENT = -54278278;
    /** From the beginning. */
    public static final int SEEK_SET = 600;
    /** From the position. */
    public static final int SEEK_CUR = 602;
    /** From the end. */
    public static final int SEEK_END = 604;

    // One-sided communication.
    /** Assertion: the other side is ready. */
    public static final int MODE_NOCHECK = 1;
    /** Assertion: nothing is to be completed. */
    public static final int MODE_NOPRECEDE = 2;
    /** Assertion: nobody writes here afterwards. */
    public static final int MODE_NOPUT = 4;
    /** Assertion: nothing was stored here before. */
    public static final int MODE_NOSTORE = 8;
    /** Assertion: nothing follows. */
    public static final int MODE_NOSUCCEED = 16;
    /** A lock for one. */
    public static final int LOCK_EXCLUSIVE = 1;
    /** A lock for several. */
    public static final int LOCK_SHARED = 2;

    // Error classes.
    /** No error. */
    public static final int SUCCESS = 0;
    /** Error class: invalid buffer. */
    public static final int ERR_BUFFER = 1;
    /** Error class: invalid count. */
    public static final int ERR_COUNT = 2;
    /** Error class: invalid datatype. */
    public static final int ERR_TYPE = 3;
    /** Error class: invalid tag. */
    public static final int ERR_TAG = 4;
    /** Error class: invalid communicator. */
    public static final int ERR_COMM = 5;
    /** Error class: invalid rank. */
    public static final int ERR_RANK = 6;
    /** Error class: invalid request. */
    public static final int ERR_REQUEST = 7;
    /** Error class: invalid root. */
    public static final int ERR_ROOT = 8;
    /** Error class: invalid group. */
    public static final int ERR_GROUP = 9;
    /** Error class: invalid operation. */
    public static final int ERR_OP = 10;
    /** Error class: invalid topology. */
    public static final int ERR_TOPOLOGY = 11;
    /** Error class: invalid dimensions. */
    public static final int ERR_DIMS = 12;
    /** Error class: invalid argument. */
    public static final int ERR_ARG = 13;
    /** Error class: unknown error. */
    public static final int ERR_UNKNOWN = 14;
    /** Error class: message truncated. */
    public static final int ERR_TRUNCATE = 15;
    /** Error class: error not in this list. */
    public static final int ERR_OTHER = 16;
    /** Error class: internal error. */
    public static final int ERR_INTERN = 17;
    /** Error class: the error is told in the statuses. */
    public static final int ERR_IN_STATUS = 18;
    /** Error class: the request is pending. */
    public static final int ERR_PENDING = 19;
    /** Error class: no permission. */
    public static final int ERR_ACCESS = 20;
    /** Error class: invalid access mode. */
    public static final int ERR_AMODE = 21;
    /** Error class: invalid assertion. */
    public static final int ERR_ASSERT = 22;
    /** Error class: invalid file name. */
    public static final int ERR_BAD_FILE = 23;
    /** Error class: invalid base. */
    public static final int ERR_BASE = 24;
    /** Error class: error in data conversion. */
    public static final int ERR_CONVERSION = 25;
    /** Error class: invalid displacement. */
    public static final int ERR_DISP = 26;
    /** Error class: the data representation is defined already. */
    public static final int ERR_DUP_DATAREP = 27;
    /** Error class: the file exists. */
    public static final int ERR_FILE_EXISTS = 28;
    /** Error class: the file is in use. */
    public static final int ERR_FILE_IN_USE = 29;
    /** Error class: invalid file. */
    public static final int ERR_FILE = 30;
    /** Error class: invalid key of an info. */
    public static final int ERR_INFO_KEY = 31;
    /** Error class: the key is not in the info. */
    public static final int ERR_INFO_NOKEY = 32;
    /** Error class: invalid value of an info. */
    public static final int ERR_INFO_VALUE = 33;
    /** Error class: invalid info. */
    public static final int ERR_INFO = 34;
    /** Error class: input/output error. */
    public static final int ERR_IO = 35;
    /** Error class: invalid key of an attribute. */
    public static final int ERR_KEYVAL = 36;
    /** Error class: invalid type of lock. */
    public static final int ERR_LOCKTYPE = 37;
    /** Error class: the service name is not published. */
    public static final int ERR_NAME = 38;
    /** Error class: out of memory. */
    public static final int ERR_NO_MEM = 39;
    /** Error class: the ranks gave different arguments. */
    public static final int ERR_NOT_SAME = 40;
    /** Error class: no space on the device. */
    public static final int ERR_NO_SPACE = 41;
    /** Error class: no such file. */
    public static final int ERR_NO_SUCH_FILE = 42;
    /** Error class: invalid port. */
    public static final int ERR_PORT = 43;
    /** Error class: the quota is exceeded. */
    public static final int ERR_QUOTA = 44;
    /** Error class: the file or file system is read-only. */
    public static final int ERR_READ_ONLY = 45;
    /** Error class: conflicting accesses to a window. */
    public static final int ERR_RMA_CONFLICT = 46;
    /** Error class: wrong synchronisation of a window. */
    public static final int ERR_RMA_SYNC = 47;
    /** Error class: the service name cannot be unpublished. */
    public static final int ERR_SERVICE = 48;
    /** Error class: invalid size. */
    public static final int ERR_SIZE = 49;
    /** Error class: processes could not be started. */
    public static final int ERR_SPAWN = 50;
    /** Error class: the data representation is not supported. */
    public static final int ERR_UNSUPPORTED_DATAREP = 51;
    /** Error class: the operation is not supported. */
    public static final int ERR_UNSUPPORTED_OPERATION = 52;
    /** Error class: invalid window. */
    public static final int ERR_WIN = 53;
    /** Error class: the target memory is not within the window. */
    public static final int ERR_RMA_RANGE = 68;
    /** Error class: the memory cannot be attached. */
    public static final int ERR_RMA_ATTACH = 69;
    /** Error class: wrong flavour of window. */
    public static final int ERR_RMA_FLAVOR = 70;
    /** Error class: the memory cannot be shared. */
    public static final int ERR_RMA_SHARED = 71;
    /** Error class: a process has ended without finishing MPI. */
    public static final int ERR_PROC_ABORTED = 74;
    /** Error class: invalid session. */
    public static final int ERR_SESSION = 78;
    /** Error class: the value is too large for its place. */
    public static final int ERR_VALUE_TOO_LARGE = 79;
    /** Error class: invalid error handler. */
    public static final int ERR_ERRHANDLER = 80;
    /** The largest error code of the library. */
    public static final int ERR_LASTCODE = 92;
    /** Of no meaning; Open MPI never sets it. */
    public static final int ERR_SYSRESOURCE = 0;

    /** No datatype. */
    public static final Datatype DATATYPE_NULL = Datatype.NULL;

    /** Unsigned 8-bit numbers; {@code byte}. */
    public static final Datatype BYTE = Datatype.BYTE;

    /** Unsigned 16-bit numbers; {@code char}. */
    public static final Datatype CHAR = Datatype.CHAR;

    /** {@code short}. */
    public static final Datatype SHORT = Datatype.SHORT;

    /** Truth values of one byte; {@code boolean}, in NIO buffers and segments bytes of 0 or 1. */
    public static final Datatype BOOLEAN = Datatype.BOOLEAN;

    /** {@code int}. */
    public static final Datatype INT = Datatype.INT;

    /** {@code long}. */
    public static final Datatype LONG = Datatype.LONG;

    /** {@code float}. */
    public static final Datatype FLOAT = Datatype.FLOAT;

    /** {@code double}. */
    public static final Datatype DOUBLE = Datatype.DOUBLE;

    /** Bytes of packed data. */
    public static final Datatype PACKED = Datatype.PACKED;

    /** Complex numbers of two floats, real part first. */
    public static final Datatype FLOAT_COMPLEX = Datatype.FLOAT_COMPLEX;

    /** Complex numbers of two doubles, real part first. */
    public static final Datatype DOUBLE_COMPLEX = Datatype.DOUBLE_COMPLEX;

    /** Pairs of int value and int index. */
    public static final Datatype INT2 = Datatype.INT2;

    /** Pairs of short value at byte 0 and int index at byte 4. */
    public static final Datatype SHORT_INT = Datatype.SHORT_INT;

    /** Pairs of long value at byte 0 and int index at byte 8, 16 bytes apart. */
    public static final Datatype LONG_INT = Datatype.LONG_INT;

    /** Pairs of float value and int index. */
    public static final Datatype FLOAT_INT = Datatype.FLOAT_INT;

    /** Pairs of double value at byte 0 and int index at byte 8, 16 bytes apart. */
    public static final Datatype DOUBLE_INT = Datatype.DOUBLE_INT;

    /** Signed 8-bit integers. */
    public static final Datatype INT8_T = Datatype.named("MPI_INT8_T", Datatype.BYTE, Reducers.SIGNED_BYTE);

    /** Signed 16-bit integers. */
    public static final Datatype INT16_T = Datatype.named("MPI_INT16_T", Datatype.SHORT);

    /** Signed 32-bit integers. */
    public static final Datatype INT32_T = Datatype.named("MPI_INT32_T", Datatype.INT);

    /** Signed 64-bit integers. */
    public static final Datatype INT64_T = Datatype.named("MPI_INT64_T", Datatype.LONG);

    /** Unsigned 8-bit integers. */
    public static final Datatype UINT8_T = Datatype.named("MPI_UINT8_T", Datatype.BYTE);

    /** Unsigned 16-bit integers. */
    public static final Datatype UINT16_T = Datatype.named("MPI_UINT16_T", Datatype.CHAR);

    /** Unsigned 32-bit integers. */
    public static final Datatype UINT32_T = Datatype.named("MPI_UINT32_T", Datatype.INT, Reducers.UNSIGNED_INT);

    /** Unsigned 64-bit integers. */
    public static final Datatype UINT64_T = Datatype.named("MPI_UINT64_T", Datatype.LONG, Reducers.UNSIGNED_LONG);

    /** Addresses and distances in bytes. */
    public static final Datatype AINT = Datatype.named("MPI_AINT", Datatype.LONG);

    /** Offsets in files. */
    public static final Datatype OFFSET = Datatype.named("MPI_OFFSET", Datatype.LONG);

    /** Counts. */
    public static final Datatype COUNT = Datatype.named("MPI_COUNT", Datatype.LONG);

    /** Truth values of one byte. */
    public static final Datatype C_BOOL = Datatype.named("MPI_C_BOOL", Datatype.BOOLEAN);

    /** Fortran's CHARACTER, one byte. */
    public static final Datatype CHARACTER = Datatype.named("MPI_CHARACTER", Datatype.BYTE, Datatype.NO_KIND);

    /** Fortran's LOGICAL of 4 bytes. */
    public static final Datatype LOGICAL = Datatype.named("MPI_LOGICAL", Datatype.INT);

    /** Fortran's LOGICAL of 1 byte. */
    public static final Datatype LOGICAL1 = Datatype.named("MPI_LOGICAL1", Datatype.BOOLEAN);

    /** Fortran's LOGICAL of 2 bytes. */
    public static final Datatype LOGICAL2 = Datatype.named("MPI_LOGICAL2", Datatype.SHORT);

    /** Fortran's LOGICAL of 4 bytes. */
    public static final Datatype LOGICAL4 = Datatype.named("MPI_LOGICAL4", Datatype.INT);

    /** Fortran's LOGICAL of 8 bytes. */
    public static final Datatype LOGICAL8 = Datatype.named("MPI_LOGICAL8", Datatype.LONG);

    /** Fortran's LOGICAL of 16 bytes: DATATYPE_NULL. */
    public static final Datatype LOGICAL16 = DATATYPE_NULL;

    /** Fortran's INTEGER of 4 bytes. */
    public static final Datatype INTEGER = Datatype.named("MPI_INTEGER", Datatype.INT);

    /** Fortran's INTEGER of 1 byte, signed. */
    public static final Datatype INTEGER1 = Datatype.named("MPI_INTEGER1", Datatype.BYTE, Reducers.SIGNED_BYTE);

    /** Fortran's INTEGER of 2 bytes. */
    public static final Datatype INTEGER2 = Datatype.named("MPI_INTEGER2", Datatype.SHORT);

    /** Fortran's INTEGER of 4 bytes. */
    public static final Datatype INTEGER4 = Datatype.named("MPI_INTEGER4", Datatype.INT);

    /** Fortran's INTEGER of 8 bytes. */
    public static final Datatype INTEGER8 = Datatype.named("MPI_INTEGER8", Datatype.LONG);

    /** Fortran's INTEGER of 16 bytes: DATATYPE_NULL, Java has none. */
    public static final Datatype INTEGER16 = DATATYPE_NULL;

    /** Fortran's REAL of 4 bytes. */
    public static final Datatype REAL = Datatype.named("MPI_REAL", Datatype.FLOAT);

    /** Fortran's DOUBLE PRECISION. */
    public static final Datatype DOUBLE_PRECISION = Datatype.named("MPI_DOUBLE_PRECISION", Datatype.DOUBLE);

    /** Fortran's REAL of 2 bytes: DATATYPE_NULL, Java has none. */
    public static final Datatype REAL2 = DATATYPE_NULL;

    /** Fortran's REAL of 4 bytes. */
    public static final Datatype REAL4 = Datatype.named("MPI_REAL4", Datatype.FLOAT);

    /** Fortran's REAL of 8 bytes. */
    public static final Datatype REAL8 = Datatype.named("MPI_REAL8", Datatype.DOUBLE);

    /** Fortran's REAL of 16 bytes: DATATYPE_NULL, Java has none. */
    public static final Datatype REAL16 = DATATYPE_NULL;

    /** Fortran's COMPLEX of two 4-byte reals. */
    public static final Datatype COMPLEX = Datatype.named("MPI_COMPLEX", Datatype.FLOAT_COMPLEX);

    /** Fortran's COMPLEX of 4 bytes: DATATYPE_NULL, Java has none. */
    public static final Datatype COMPLEX4 = DATATYPE_NULL;

    /** Fortran's COMPLEX of 8 bytes. */
    public static final Datatype COMPLEX8 = Datatype.named("MPI_COMPLEX8", Datatype.FLOAT_COMPLEX);

    /** Fortran's COMPLEX of 16 bytes. */
    public static final Datatype COMPLEX16 = Datatype.named("MPI_COMPLEX16", Datatype.DOUBLE_COMPLEX);

    /** Fortran's COMPLEX of 32 bytes: DATATYPE_NULL, Java has none. */
    public static final Datatype COMPLEX32 = DATATYPE_NULL;

    /** Reads and writes the int values and indices of {@link #INT2}. */
    public static final Int2 int2 = new Int2();

    /** Reads and writes the short values and int indices of {@link #SHORT_INT}. */
    public static final ShortInt shortInt = new ShortInt();

    /** Reads and writes the long values and int indices of {@link #LONG_INT}. */
    public static final LongInt longInt = new LongInt();

    /** Reads and writes the float values and int indices of {@link #FLOAT_INT}. */
    public static final FloatInt floatInt = new FloatInt();

    /** Reads and writes the double values and int indices of {@link #DOUBLE_INT}. */
    public static final DoubleInt doubleInt = new DoubleInt();

    /** The largest. */
    public static final Op MAX = Op.MAX;

    /** The smallest. */
    public static final Op MIN = Op.MIN;

    /** The sum. */
    public static final Op SUM = Op.SUM;

    /** The product. */
    public static final Op PROD = Op.PROD;

    /** Logical and. */
    public static final Op LAND = Op.LAND;

    /** Bitwise and. */
    public static final Op BAND = Op.BAND;

    /** Logical or. */
    public static final Op LOR = Op.LOR;

    /** Bitwise or. */
    public static final Op BOR = Op.BOR;

    /** Logical exclusive or. */
    public static final Op LXOR = Op.LXOR;

    /** Bitwise exclusive or. */
    public static final Op BXOR = Op.BXOR;

    /** The smallest value and the lowest index that has it; on pairs. */
    public static final Op MINLOC = Op.MINLOC;

    /** The largest value and the lowest index that has it; on pairs. */
    public static final Op MAXLOC = Op.MAXLOC;

    /** The origin's value; one-sided communication only. */
    public static final Op REPLACE = Op.REPLACE;

    /** The target's value; one-sided communication only. */
    public static final Op NO_OP = Op.NO_OP;

    /** No operation. */
    public static final Op OP_NULL = Op.NULL;

    /** All ranks of the job. */
    public static final Intracomm COMM_WORLD = new Intracomm("MPI_COMM_WORLD");

    /** The caller alone. */
    public static final Intracomm COMM_SELF = new Intracomm("MPI_COMM_SELF");

    /**
     * Instead of the send buffer of a collective operation (of scatter: the receive buffer): what this rank gives, or
     * keeps, is in its place of the other buffer; count and datatype beside it do not matter. With a root it is for the
     * root alone. The methods with one buffer do the same. MPI 5.0, section 6.2.3.
     */
    public static final Object IN_PLACE = Collectives.IN_PLACE;

    /**
     * All of native memory, from address 0 on: a buffer for datatypes whose displacements are addresses
     * ({@link #getAddress(MemorySegment)}). Nobody looks whether there is memory that may be touched: as in C, a wrong
     * address ends the process. MPI 5.0, section 5.1.5.
     */
    public static final MemorySegment BOTTOM = RawMemory.ALL;

    /** To be attached for buffered sends: space that grows with what is sent. */
    public static final Object BUFFER_AUTOMATIC = new Object() {
        @Override
        public String toString() {
            return "MPI_BUFFER_AUTOMATIC";
        }
    };

    /** No communicator. */
    public static final Intracomm COMM_NULL = new Intracomm(null, COMM_SELF);

    /** The group without members. */
    public static final Group GROUP_EMPTY = Group.EMPTY;

    /** No group. */
    public static final Group GROUP_NULL = Group.NULL;

    /** What is known of the program's start: command, argv, maxprocs, soft, host, arch, wdir, thread_level. */
    public static final Info INFO_ENV = Info.ENV;

    /** No info. */
    public static final Info INFO_NULL = Info.NULL;

    /** No session. */
    public static final Session SESSION_NULL = Session.NULL;

    /** No error handler. */
    public static final Errhandler ERRHANDLER_NULL = Errhandler.NULL;

    /** No request. */
    public static final Request REQUEST_NULL = new Request();

    /** An error of communication aborts the job. */
    public static final Errhandler ERRORS_ARE_FATAL = Errhandler.FATAL;

    /** An error of communication aborts the job. */
    public static final Errhandler ERRORS_ABORT = Errhandler.ABORT;

    /** An error of communication throws an {@link MPIException} and does nothing else. */
    public static final Errhandler ERRORS_RETURN = Errhandler.RETURN;

    /** For programs that make one; there is nothing in it. */
    public MPI() {}

    /**
     * Joins the job. Allowed once, also after the first use of a communicator has joined it already.
     *
     * @return the program's arguments, a copy of {@code args}
     */
    public static String[] Init(String @Nullable [] args) throws MPIException {
        Job.init();
        return args == null ? new String[0] : args.clone();
    }

    /**
     * {@link #Init} with the level of thread support that the program wants.
     *
     * @return the level provided, always {@link #THREAD_MULTIPLE}
     */
    public static int InitThread(String @Nullable [] args, int required) throws MPIException {
        if (required < THREAD_SINGLE || required > THREAD_MULTIPLE) {
            throw MPIException.argument(
                    ERR_ARG, "InitThread", "required " + required + " is no level of thread support");
        }
        Job.init();
        return THREAD_MULTIPLE;
    }

    /** Waits for pending traffic and leaves the job; nothing of MPI but the state queries may be used afterwards. */
    public static void Finalize() throws MPIException {
        Job.finish();
    }

    /** Whether the job has been joined, by {@link #Init} or by the first use; stays true after {@link #Finalize}. */
    public static boolean isInitialized() throws MPIException {
        return Job.isInitialized();
    }

    /** Whether {@link #Finalize} has been called. */
    public static boolean isFinalized() throws MPIException {
        return Job.isFinalized();
    }

    /** Whether the caller is the thread that joined the job. */
    public static boolean isThreadMain() throws MPIException {
        return Job.isThreadMain();
    }

    /** The level of thread support, always {@link #THREAD_MULTIPLE}. */
    public static int queryThread() throws MPIException {
        Job.engine();
        return THREAD_MULTIPLE;
    }

    /** The version of the standard that names and constants follow. */
    public static Version getVersion() {
        return new Version(VERSION, SUBVERSION);
    }

    /** The library's name and version. */
    public static String getLibVersion() {
        String version = MPI.class.getPackage().getImplementationVersion();
        return version == null ? "MPI for Java" : "MPI for Java " + version;
    }

    /** The name of the host. */
    public static String getProcessorName() throws MPIException {
        Job.engine();
        try {
            return Environment.hostName();
        } catch (IOException e) {
            throw MPIException.failure(ERR_OTHER, Call.of("getProcessorName"), e.toString(), e);
        }
    }

    /**
     * Which parts of the machine this process is confined to: a key for each kind of hardware that the kernel tells of,
     * such as {@code mpj://numanode}, and as value whether the processors that it may use are all of one.
     */
    public static Info getHwResourceInfo() throws MPIException {
        Job.engine();
        return Environment.hardware();
    }

    /** The version of MPI's binary interface: -1.-1, as it is one of C. */
    public static Version getAbiVersion() {
        return new Version(-1, -1);
    }

    /** The bytes of addresses, counts and offsets here: {@code mpi_aint_size}, _count_ and _offset_; a long each. */
    public static Info getAbiInfo() throws MPIException {
        String bytes = Integer.toString(Long.BYTES);
        Info info = new Info();
        info.set("mpi_aint_size", bytes);
        info.set("mpi_count_size", bytes);
        info.set("mpi_offset_size", bytes);
        return info;
    }

    /** The sum of an address and a displacement; for ported programs, {@code base + disp}. */
    public static long aintAdd(long base, long disp) {
        return base + disp;
    }

    /** The difference of two addresses; for ported programs, {@code address1 - address2}. */
    public static long aintDiff(long address1, long address2) {
        return address1 - address2;
    }

    /** The class of an error code; that of a class is itself. */
    public static int getErrorClass(int errorCode) throws MPIException {
        return ErrorCodes.classOf("getErrorClass", errorCode);
    }

    /** What an error class or code means, in words; for an added one those of {@link #addErrorString}, at first none. */
    public static String getErrorString(int errorCode) throws MPIException {
        ErrorCodes.classOf("getErrorString", errorCode);
        return ErrorCodes.describe(errorCode);
    }

    /** A new error class, which is an error code, too. */
    public static int addErrorClass() throws MPIException {
        return ErrorCodes.addClass();
    }

    /** A new error code of a class. */
    public static int addErrorCode(int errorClass) throws MPIException {
        return ErrorCodes.addCode(errorClass);
    }

    /** Says what an added class or code means; an empty text takes it back. */
    public static void addErrorString(int errorCode, String text) throws MPIException {
        ErrorCodes.setText(errorCode, text);
    }

    /** Takes an added class back, of which there is no code any more. */
    public static void removeErrorClass(int errorClass) throws MPIException {
        ErrorCodes.removeClass(errorClass);
    }

    /** Takes an added code back. */
    public static void removeErrorCode(int errorCode) throws MPIException {
        ErrorCodes.removeCode(errorCode);
    }

    /** Takes back what {@link #addErrorString} said of an added class or code. */
    public static void removeErrorString(int errorCode) throws MPIException {
        ErrorCodes.removeText(errorCode);
    }

    /** Seconds since some moment in the past, the same for all processes of a host. */
    public static double wtime() throws MPIException {
        return System.nanoTime() * 1e-9;
    }

    /** The resolution of {@link #wtime} in seconds. */
    public static double wtick() throws MPIException {
        return 1e-9;
    }

    /** For profilers; does nothing. */
    public static void pControl(int level, @Nullable Object obj) {}

    /** Gives space of the array's length to buffered sends; its content is left alone. */
    public static void attachBuffer(byte @Nullable [] buffer) throws MPIException {
        attachBuffer((Object) buffer);
    }

    /**
     * Gives space to the buffered sends of all communicators that have none of their own, as much as the buffer is long:
     * an array of a primitive type, an NIO buffer, a {@link MemorySegment}, or {@link #BUFFER_AUTOMATIC} for as much as
     * they need. Each message takes {@link #BSEND_OVERHEAD} bytes beside its data. MPI 5.0, section 3.6.
     */
    public static void attachBuffer(@Nullable Object buffer) throws MPIException {
        SendBuffers.attach(Job.engine().sendBuffer(), buffer);
    }

    /** Waits until all buffered sends have left and takes their space away; the array that was attached. */
    public static byte[] detachBuffer() throws MPIException {
        Object attached = Job.engine().sendBuffer().attached();
        if (attached != null && !(attached instanceof byte[])) {
            throw MPIException.argument(
                    ERR_BUFFER,
                    "detachBuffer",
                    "no byte[] but a " + attached.getClass().getTypeName() + " is attached: use detachBufferObject");
        }
        return (byte[]) detachBufferObject();
    }

    /** {@link #detachBuffer} of whatever was attached. mpi4py: {@code Detach_buffer}. */
    public static Object detachBufferObject() throws MPIException {
        return SendBuffers.detach(Job.engine().sendBuffer());
    }

    /** Waits until the buffered sends have left that use the attached buffer now. */
    public static void flushBuffer() throws MPIException {
        iFlushBuffer().waitFor();
    }

    /** Begins a {@link #flushBuffer}. */
    public static Request iFlushBuffer() throws MPIException {
        Engine engine = Job.engine();
        return SendBuffers.flush(COMM_SELF, engine, engine.sendBuffer());
    }

    /**
     * Chooses how objects are written to messages, instead of what {@code MPJ_CODEC} names; all ranks choose alike.
     * Messages under way are read by the codec set when they are completed. mpi4py: {@code MPI.pickle}.
     */
    public static void setCodec(Codec codec) throws MPIException {
        Codecs.set(codec);
    }

    /** The codec of objects; Java serialization unless another was chosen. */
    public static Codec getCodec() throws MPIException {
        return Codecs.current();
    }

    /** Native memory that peers reach with the fewest copies. Give it back with {@link #freeMem}. */
    public static MemorySegment allocMem(long size) throws MPIException {
        if (size < 0) {
            throw MPIException.argument(ERR_ARG, "allocMem", "size " + size + " is negative");
        }
        try {
            return Job.engine().allocate(size);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("allocMem"), e.getMessage(), e);
        }
    }

    /** Gives memory of {@link #allocMem} back; it must not be touched afterwards. */
    public static void freeMem(MemorySegment memory) throws MPIException {
        if (memory == null) {
            throw MPIException.argument(ERR_ARG, "freeMem", "the memory is null");
        }
        try {
            Job.engine().free(memory);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("freeMem"), e.getMessage(), e);
        }
    }

    /** The address of a native segment, for displacements between several. */
    public static long getAddress(MemorySegment memory) throws MPIException {
        if (memory == null || !memory.isNative()) {
            throw MPIException.argument(ERR_ARG, "getAddress", "memory of the heap has no address: it moves");
        }
        return memory.address();
    }

    /** The address of element 0 of a direct buffer. */
    public static long getAddress(Buffer buffer) throws MPIException {
        if (buffer == null || !buffer.isDirect()) {
            throw MPIException.argument(ERR_ARG, "getAddress", "a buffer of the heap has no address: it moves");
        }
        return MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
    }

    /** A direct buffer of {@code capacity} bytes in native order. */
    public static ByteBuffer newByteBuffer(int capacity) {
        return DirectMemory.allocate(capacity);
    }

    /** A direct buffer of {@code capacity} elements in native order. */
    public static CharBuffer newCharBuffer(int capacity) {
        return newByteBuffer(bytes(capacity, Character.BYTES)).asCharBuffer();
    }

    /** A direct buffer of {@code capacity} elements in native order. */
    public static ShortBuffer newShortBuffer(int capacity) {
        return newByteBuffer(bytes(capacity, Short.BYTES)).asShortBuffer();
    }

    /** A direct buffer of {@code capacity} elements in native order. */
    public static IntBuffer newIntBuffer(int capacity) {
        return newByteBuffer(bytes(capacity, Integer.BYTES)).asIntBuffer();
    }

    /** A direct buffer of {@code capacity} elements in native order. */
    public static LongBuffer newLongBuffer(int capacity) {
        return newByteBuffer(bytes(capacity, Long.BYTES)).asLongBuffer();
    }

    /** A direct buffer of {@code capacity} elements in native order. */
    public static FloatBuffer newFloatBuffer(int capacity) {
        return newByteBuffer(bytes(capacity, Float.BYTES)).asFloatBuffer();
    }

    /** A direct buffer of {@code capacity} elements in native order. */
    public static DoubleBuffer newDoubleBuffer(int capacity) {
        return newByteBuffer(bytes(capacity, Double.BYTES)).asDoubleBuffer();
    }

    private static int bytes(int capacity, int elementBytes) {
        if (capacity > Integer.MAX_VALUE / elementBytes) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + " is more than a direct buffer holds: use allocMem or a MemorySegment");
        }
        return capacity * elementBytes;
    }

    /** The part of {@code buf} from element {@code offset} to the capacity, to which {@code buf} itself is set, too. */
    public static ByteBuffer slice(ByteBuffer buf, int offset) {
        ByteBuffer part = buf.duplicate().clear().position(offset).slice().order(ByteOrder.nativeOrder());
        buf.clear().position(offset);
        return part;
    }

    /** The part of {@code buf} from element {@code offset} on, as a buffer over the same array. */
    public static ByteBuffer slice(byte[] buf, int offset) {
        return ByteBuffer.wrap(buf, offset, buf.length - offset).slice().order(ByteOrder.nativeOrder());
    }

    /** The part of {@code buf} from element {@code offset} to the capacity, to which {@code buf} itself is set, too. */
    public static CharBuffer slice(CharBuffer buf, int offset) {
        CharBuffer part = buf.duplicate().clear().position(offset).slice();
        buf.clear().position(offset);
        return part;
    }

    /** The part of {@code buf} from element {@code offset} on, as a buffer over the same array. */
    public static CharBuffer slice(char[] buf, int offset) {
        return CharBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** The part of {@code buf} from element {@code offset} to the capacity, to which {@code buf} itself is set, too. */
    public static ShortBuffer slice(ShortBuffer buf, int offset) {
        ShortBuffer part = buf.duplicate().clear().position(offset).slice();
        buf.clear().position(offset);
        return part;
    }

    /** The part of {@code buf} from element {@code offset} on, as a buffer over the same array. */
    public static ShortBuffer slice(short[] buf, int offset) {
        return ShortBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** The part of {@code buf} from element {@code offset} to the capacity, to which {@code buf} itself is set, too. */
    public static IntBuffer slice(IntBuffer buf, int offset) {
        IntBuffer part = buf.duplicate().clear().position(offset).slice();
        buf.clear().position(offset);
        return part;
    }

    /** The part of {@code buf} from element {@code offset} on, as a buffer over the same array. */
    public static IntBuffer slice(int[] buf, int offset) {
        return IntBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** The part of {@code buf} from element {@code offset} to the capacity, to which {@code buf} itself is set, too. */
    public static LongBuffer slice(LongBuffer buf, int offset) {
        LongBuffer part = buf.duplicate().clear().position(offset).slice();
        buf.clear().position(offset);
        return part;
    }

    /** The part of {@code buf} from element {@code offset} on, as a buffer over the same array. */
    public static LongBuffer slice(long[] buf, int offset) {
        return LongBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** The part of {@code buf} from element {@code offset} to the capacity, to which {@code buf} itself is set, too. */
    public static FloatBuffer slice(FloatBuffer buf, int offset) {
        FloatBuffer part = buf.duplicate().clear().position(offset).slice();
        buf.clear().position(offset);
        return part;
    }

    /** The part of {@code buf} from element {@code offset} on, as a buffer over the same array. */
    public static FloatBuffer slice(float[] buf, int offset) {
        return FloatBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** The part of {@code buf} from element {@code offset} to the capacity, to which {@code buf} itself is set, too. */
    public static DoubleBuffer slice(DoubleBuffer buf, int offset) {
        DoubleBuffer part = buf.duplicate().clear().position(offset).slice();
        buf.clear().position(offset);
        return part;
    }

    /** The part of {@code buf} from element {@code offset} on, as a buffer over the same array. */
    public static DoubleBuffer slice(double[] buf, int offset) {
        return DoubleBuffer.wrap(buf, offset, buf.length - offset).slice();
    }
}
