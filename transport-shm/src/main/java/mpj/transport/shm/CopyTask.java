package mpj.transport.shm;

import mpj.base.memory.BufferView;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/** A get or put under way; pooled. */
final class CopyTask {
    /** From this size on the peer is asked to take a share: below, asking costs more than it brings. */
    static final long SHARE_FROM = 32 << 10;

    private static final int MIN_CHUNK = 32 << 10;
    private static final int MAX_CHUNK = 128 << 10;
    /** Of arrays at most this much is moved with one access, as long as which the collector may have to wait. */
    private static final int ARRAY_CHUNK = 64 << 10;

    final BufferView local = new BufferView();
    final RemoteKey key = new RemoteKey();
    long localOffset;
    long remoteOffset;
    long length;
    long token;
    boolean put;

    int chunkBytes;
    int chunks;
    int next;
    int finished;
    /** Not 0: the peer takes a share. */
    int generation;

    @Nullable
    CopyTask link;

    void set(
            BufferView view,
            long viewOffset,
            RemoteKey remote,
            long offset,
            long bytes,
            long newToken,
            boolean isPut) {
        local.set(view);
        localOffset = viewOffset;
        key.set(remote.address, remote.access);
        remoteOffset = offset;
        length = bytes;
        token = newToken;
        put = isPut;
        long share = (bytes / 16 + 4095) & -4096L;
        chunkBytes = Math.clamp(share, MIN_CHUNK, view.isNative() ? MAX_CHUNK : ARRAY_CHUNK);
        chunks = Math.toIntExact((bytes + chunkBytes - 1) / chunkBytes);
        next = 0;
        finished = 0;
        generation = 0;
    }

    /** Bytes of a chunk; the last one may be shorter. */
    static long bytesOf(int chunk, int chunkBytes, long length) {
        return Math.min(chunkBytes, length - (long) chunk * chunkBytes);
    }
}
