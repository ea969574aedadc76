package mpi.codec;

import java.io.OutputStream;

/** Where a {@link Codec} writes to. There is no limit on the number of bytes. */
public abstract class CodecOutput extends OutputStream {
    /** Returned by {@link #attach}: write it yourself. */
    public static final int NOT_ATTACHED = -1;

    /** For the library. */
    protected CodecOutput() {}

    /**
     * Sends a large primitive array beside the stream, straight from where it is; it must not change before the message
     * has left.
     *
     * @return the number by which {@link CodecInput#attached} gives it back, the same for the same array; or
     *     {@link #NOT_ATTACHED} where it is no primitive array or too small to be worth it ({@code MPJ_CODEC_THRESHOLD})
     */
    public abstract int attach(Object array);

    @Override
    public abstract void write(byte[] bytes, int offset, int length);

    @Override
    public abstract void write(int b);
}
