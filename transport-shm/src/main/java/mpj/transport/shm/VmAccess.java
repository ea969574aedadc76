package mpj.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import mpj.base.memory.Linux;

/** Copies between this process and a peer's by the kernel ({@code process_vm_readv}, {@code process_vm_writev}). */
final class VmAccess {
    private static final Path YAMA = Path.of("/proc/sys/kernel/yama/ptrace_scope");

    private VmAccess() {}

    /** Lets peers read and write this process where the Yama module asks for it. */
    static void permit() throws IOException {
        if (Files.exists(YAMA) && Files.readString(YAMA).trim().equals("1")) {
            Linux.prctl(Linux.PR_SET_PTRACER, Linux.PR_SET_PTRACER_ANY);
        }
    }

    /** Whether the kernel lets this process read the peer's memory, and it really is the peer's. */
    static boolean probe(ShmCard card) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(ValueLayout.JAVA_LONG);
            return Linux.processVmRead((int) card.pid(), word.address(), card.nonceAddress(), Long.BYTES) == Long.BYTES
                    && word.get(ValueLayout.JAVA_LONG, 0) == card.nonce();
        }
    }

    /** Reads all of {@code length} bytes; false on failure. */
    static boolean read(long pid, long local, long remote, long length) {
        long done = 0;
        while (done < length) {
            long n = Linux.processVmRead((int) pid, local + done, remote + done, length - done);
            if (n <= 0) {
                return false;
            }
            done += n;
        }
        return true;
    }

    /** Writes all of {@code length} bytes; false on failure. */
    static boolean write(long pid, long local, long remote, long length) {
        long done = 0;
        while (done < length) {
            long n = Linux.processVmWrite((int) pid, local + done, remote + done, length - done);
            if (n <= 0) {
                return false;
            }
            done += n;
        }
        return true;
    }
}
