package mpj.transport.tcp;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A socket that the kernel can fill from Java arrays and empty into them. */
interface ArrayWire extends Wire {
    /** As {@link #read(long, int)}, into an array. */
    int read(MemorySegment array) throws IOException;

    /** As {@link #write(long, int)}, from an array. */
    int write(MemorySegment array) throws IOException;
}
