package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.VerbsException;

/**
 * The downcalls. Pointers are plain addresses and integers travel in 64-bit registers, as both ABIs allow; so one shape
 * serves all functions that set something up, and another those of the hot path.
 *
 * <p>Each device has an object of its own, used by one thread at a time.
 */
final class NativeVerbs {
    private static final int WORDS = 32;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /** Any function of up to five words, with errno; more words than a function takes do no harm. */
    private static final MethodHandle SLOW = slowHandle();

    /** A function of three words that returns an int: post_send, post_recv, post_srq_recv, poll_cq, req_notify_cq. */
    private static final MethodHandle FAST = fastHandle();

    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;

    private final SymbolLookup libraries;
    private final Map<String, MemorySegment> functions = new HashMap<>();
    private final MemorySegment capture = Arena.ofAuto().allocate(CAPTURE);
    private final MemorySegment words = Arena.ofAuto().allocate(WORDS * (long) Long.BYTES, Long.BYTES);

    private NativeVerbs(SymbolLookup libraries) {
        this.libraries = libraries;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle slowHandle() {
        return Linker.nativeLinker()
                .downcallHandle(
                        FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD),
                        Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle fastHandle() {
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT, WORD, WORD, WORD));
    }

    /**
     * Loads the libraries.
     *
     * @throws VerbsException naming the one that is missing and the package that has it
     */
    static NativeVerbs load() throws VerbsException {
        SymbolLookup verbs = library("libibverbs.so.1", "libibverbs1 or libibverbs");
        SymbolLookup cm = library("librdmacm.so.1", "librdmacm1 or librdmacm");
        return new NativeVerbs(verbs.or(cm).or(Linker.nativeLinker().defaultLookup()));
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup library(String name, String packages) throws VerbsException {
        try {
            return SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new VerbsException(0, name + " is not installed; the system's package is " + packages);
        }
    }

    private MemorySegment function(String name) {
        MemorySegment known = functions.get(name);
        if (known == null) {
            known = libraries.find(name).orElseThrow(() -> new UnsatisfiedLinkError("no function " + name));
            functions.put(name, known);
        }
        return known;
    }

    /** Calls a function by name; its result. {@link #errno} is valid afterwards. */
    long call(String name, long a, long b, long c, long d, long e) {
        try {
            return (long) SLOW.invokeExact(function(name), capture, a, b, c, d, e);
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    long call(String name, long a) {
        return call(name, a, 0, 0, 0, 0);
    }

    long call(String name, long a, long b) {
        return call(name, a, b, 0, 0, 0);
    }

    long call(String name, long a, long b, long c) {
        return call(name, a, b, c, 0, 0);
    }

    /** The error number of the last {@link #call}. */
    int errno() {
        return (int) ERRNO.get(capture, 0L);
    }

    /**
     * Calls a function that returns a pointer.
     *
     * @throws VerbsException where it is null
     */
    long pointer(String name, long a, long b, long c, long d, long e) throws VerbsException {
        long result = call(name, a, b, c, d, e);
        if (result == 0) {
            throw VerbsException.of(name, errno());
        }
        return result;
    }

    long pointer(String name, long a) throws VerbsException {
        return pointer(name, a, 0, 0, 0, 0);
    }

    /**
     * Calls a function that returns 0, or -1 with errno, or an error number.
     *
     * @return the error number, 0 for success
     */
    int attempt(String name, long a, long b, long c, long d) {
        int result = (int) call(name, a, b, c, d, 0);
        return result == -1 ? errno() : Math.abs(result);
    }

    int attempt(String name, long a) {
        return attempt(name, a, 0, 0, 0);
    }

    /**
     * The same.
     *
     * @throws VerbsException where it fails
     */
    void check(String name, long a, long b, long c, long d) throws VerbsException {
        int error = attempt(name, a, b, c, d);
        if (error != 0) {
            throw VerbsException.of(name, error);
        }
    }

    void check(String name, long a, long b) throws VerbsException {
        check(name, a, b, 0, 0);
    }

    /** Makes reads of a descriptor return at once. */
    void makeNonBlocking(int fd) throws VerbsException {
        long flags = call("fcntl", fd, F_GETFL);
        check("fcntl", fd, F_SETFL, (int) flags | O_NONBLOCK, 0);
    }

    /** Address of some zeroed words for the arguments of the next call. */
    long scratch() {
        words.fill((byte) 0);
        return words.address();
    }

    /** The text at an address, ending with a zero. */
    static String string(long address) {
        return RawMemory.ALL.getString(address);
    }

    /** A function of the hot path, by a pointer in a structure. */
    @SuppressWarnings("restricted")
    static MemorySegment pointerAt(long address) {
        return MemorySegment.ofAddress(RawMemory.getLong(address));
    }

    /** Calls a function of the hot path. */
    static int fast(MemorySegment function, long a, long b, long c) {
        try {
            return (int) FAST.invokeExact(function, a, b, c);
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /** The same for functions that return an error number, which some devices give negative. */
    static int post(MemorySegment function, long a, long b, long c) {
        int result = fast(function, a, b, c);
        return result == -1 ? Errno.EIO : Math.abs(result);
    }
}
