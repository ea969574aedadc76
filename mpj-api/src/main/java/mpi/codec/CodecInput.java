package mpi.codec;

import java.io.IOException;
import java.io.InputStream;

/** Where a {@link Codec} reads from. */
public abstract class CodecInput extends InputStream {
    /** For the library. */
    protected CodecInput() {}

    /**
     * The array that {@link CodecOutput#attach} gave this number.
     *
     * @throws IOException if there is none
     */
    public abstract Object attached(int index) throws IOException;

    /** Bytes of the stream that have not been read. No collection of more elements can be in it. */
    public abstract long remaining();

    /**
     * The class of that name, as {@link Class#getName} tells it, from the program's class loader. It is not
     * initialized.
     *
     * @throws ClassDeniedException if objects of it may not come out of messages
     * @throws ClassNotFoundException if this rank does not have it
     */
    public abstract Class<?> classNamed(String name) throws ClassDeniedException, ClassNotFoundException;

    @Override
    public abstract int read(byte[] bytes, int offset, int length);

    @Override
    public abstract int read();
}
