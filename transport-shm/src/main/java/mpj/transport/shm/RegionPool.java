package mpj.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpj.base.memory.Linux;
import org.jspecify.annotations.Nullable;

/**
 * Memory of this rank that peers can map: a few shared files, each cut first-fit into the pieces asked for.
 *
 * <p>A file lives until the pool is closed, so that a region's number never means two things.
 */
final class RegionPool {
    /** Set in a key's access word when the address is an offset in a region. */
    static final long REGION = 1L << 62;

    private static final long MIN_REGION_BYTES = 16L << 20;
    private static final long PAGE = 4096;

    private final Arena arena;
    private final List<Region> regions = new ArrayList<>();
    private final Map<Long, Long> allocated = new HashMap<>();

    RegionPool(Arena arena) {
        this.arena = arena;
    }

    private static final class Region {
        final int fd;
        final MemorySegment memory;
        final TreeMap<Long, Long> free = new TreeMap<>();

        Region(int fd, MemorySegment memory) {
            this.fd = fd;
            this.memory = memory;
            free.put(0L, memory.byteSize());
        }
    }

    MemorySegment allocate(long bytes) throws IOException {
        long rounded = Math.max(PAGE, (bytes + PAGE - 1) / PAGE * PAGE);
        for (Region region : regions) {
            MemorySegment piece = cut(region, rounded, bytes);
            if (piece != null) {
                return piece;
            }
        }
        long size = Math.max(MIN_REGION_BYTES, rounded);
        int fd = SharedFile.create("mpj-region", size);
        Region region = new Region(fd, SharedFile.map(ProcessHandle.current().pid(), fd, size, arena));
        regions.add(region);
        MemorySegment piece = cut(region, rounded, bytes);
        if (piece == null) {
            throw new IllegalStateException("a new region has no room");
        }
        return piece;
    }

    private @Nullable MemorySegment cut(Region region, long rounded, long bytes) {
        long offset = -1;
        for (Map.Entry<Long, Long> hole : region.free.entrySet()) {
            if (hole.getValue() >= rounded) {
                offset = hole.getKey();
                break;
            }
        }
        Long holeBytes = offset < 0 ? null : region.free.remove(offset);
        if (holeBytes == null) {
            return null;
        }
        if (holeBytes > rounded) {
            region.free.put(offset + rounded, holeBytes - rounded);
        }
        MemorySegment piece = region.memory.asSlice(offset, bytes);
        allocated.put(piece.address(), rounded);
        piece.fill((byte) 0);
        return piece;
    }

    boolean free(MemorySegment memory) {
        Long bytes = allocated.remove(memory.address());
        if (bytes == null) {
            return false;
        }
        Region region = regions.get(find(memory.address()));
        long offset = memory.address() - region.memory.address();
        long length = bytes;
        Map.Entry<Long, Long> before = region.free.lowerEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            offset = before.getKey();
            length += before.getValue();
        }
        Long after = region.free.remove(offset + length);
        region.free.put(offset, length + (after == null ? 0 : after));
        return true;
    }

    /** The number of the region in which an address lies; -1 if in none. */
    int find(long address) {
        for (int i = 0; i < regions.size(); i++) {
            MemorySegment memory = regions.get(i).memory;
            if (address >= memory.address() && address < memory.address() + memory.byteSize()) {
                return i;
            }
        }
        return -1;
    }

    /** The address of a region in this process. */
    long base(int number) {
        return regions.get(number).memory.address();
    }

    /** What a peer needs beside the offset: the region's number and its file. */
    long access(int number) {
        return REGION | (long) regions.get(number).fd << 24 | number;
    }

    static boolean isRegion(long access) {
        return (access & REGION) != 0;
    }

    static int number(long access) {
        return (int) access & 0xffffff;
    }

    static int fd(long access) {
        return (int) (access >>> 24) & 0x7fffffff;
    }

    void close() {
        for (Region region : regions) {
            Linux.close(region.fd);
        }
    }
}
