package mpi;

import java.io.EOFException;
import java.io.StreamCorruptedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import mpi.codec.ClassDeniedException;
import mpi.codec.ClassFilter;
import mpi.codec.CodecInput;
import mpj.core.comm.Content;
import mpj.core.comm.Parts;

/** Reads what {@link PartsOutput} wrote. Whatever the bytes are, reading ends with an object or an exception. */
final class PartsInput extends CodecInput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Parts parts;
    private final ClassFilter filter;
    private final List<Object> arrays = new ArrayList<>(0);
    private int nextPart;
    private byte[] chunk = {};
    private int at;
    private int end;
    /** Of the chunks after this one. */
    private long later;

    PartsInput(Parts parts, ClassFilter filter) {
        this.parts = parts;
        this.filter = filter;
        for (int i = 0; i < parts.count(); i++) {
            if (parts.content(i) == Content.STREAM) {
                later += parts.bytes(i);
            } else {
                arrays.add(parts.array(i));
            }
        }
    }

    /** Whether there is another byte; turns to its chunk. */
    private boolean more() {
        while (at == end && nextPart < parts.count()) {
            if (parts.content(nextPart) == Content.STREAM) {
                chunk = (byte[]) parts.array(nextPart);
                at = 0;
                end = (int) parts.bytes(nextPart);
                later -= end;
            }
            nextPart++;
        }
        return at < end;
    }

    @Override
    public int read() {
        return more() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length && more()) {
            int n = Math.min(length - done, end - at);
            System.arraycopy(chunk, at, bytes, offset + done, n);
            at += n;
            done += n;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, remaining());
    }

    @Override
    public long remaining() {
        return later + end - at;
    }

    /** A byte that must be there. */
    int readTag() throws EOFException {
        int b = read();
        if (b < 0) {
            throw new EOFException("the stream ends too soon");
        }
        return b;
    }

    int readInt() throws StreamCorruptedException {
        need(Integer.BYTES);
        int value = (int) INTS.get(chunk, at);
        at += Integer.BYTES;
        return value;
    }

    long readLong() throws StreamCorruptedException {
        need(Long.BYTES);
        long value = (long) LONGS.get(chunk, at);
        at += Long.BYTES;
        return value;
    }

    /** The writer never splits a number between chunks. */
    private void need(int n) throws StreamCorruptedException {
        if (!more() || end - at < n) {
            throw new StreamCorruptedException("the stream ends within a number");
        }
    }

    @Override
    public Object attached(int index) throws StreamCorruptedException {
        if (index < 0 || index >= arrays.size()) {
            throw new StreamCorruptedException("array " + index + " of " + arrays.size() + " beside the stream");
        }
        return arrays.get(index);
    }

    @Override
    public Class<?> classNamed(String name) throws ClassDeniedException, ClassNotFoundException {
        Class<?> primitive = Class.forPrimitiveName(name);
        if (primitive != null) {
            return primitive;
        }
        Class<?> type = load(name);
        if (!filter.allows(type)) {
            Class<?> element = type;
            while (element.isArray()) {
                element = element.getComponentType();
            }
            throw new ClassDeniedException(element.getName());
        }
        return type;
    }

    /** The class of this name that the program would find. */
    static Class<?> load(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, false, Codecs.contextLoader());
        } catch (ClassNotFoundException e) {
            // threads of the common pool do not have the program's loader
            return Class.forName(name, false, Codecs.programLoader());
        }
    }
}
