package mpj.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mpj.base.memory.Linux;

/** Anonymous shared files: made here, mapped by peers through {@code /proc/PID/fd/N}. */
final class SharedFile {
    private SharedFile() {}

    /** Makes a file of {@code bytes} zeros and returns its descriptor. */
    static int create(String name, long bytes) throws IOException {
        int fd = Linux.memfdCreate(name);
        if (fd < 0) {
            throw new IOException("memfd_create failed with errno " + -fd);
        }
        int status = Linux.ftruncate(fd, bytes);
        if (status < 0) {
            Linux.close(fd);
            throw new IOException("no room for a shared file of " + bytes + " bytes, errno " + -status);
        }
        return fd;
    }

    /** Maps this process's or a peer's file; checks that it belongs to this user and has the size. */
    static MemorySegment map(long pid, int fd, long bytes, Arena arena) throws IOException {
        Path path = Path.of("/proc", Long.toString(pid), "fd", Integer.toString(fd));
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != bytes) {
                throw new IOException(path + " has " + channel.size() + " bytes instead of " + bytes);
            }
            Object owner = Files.getAttribute(path, "unix:uid");
            if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                throw new IOException(path + " belongs to user " + owner);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    /** The size of a peer's file. */
    static long size(long pid, int fd) throws IOException {
        try (FileChannel channel = FileChannel.open(
                Path.of("/proc", Long.toString(pid), "fd", Integer.toString(fd)), StandardOpenOption.READ)) {
            return channel.size();
        }
    }
}
