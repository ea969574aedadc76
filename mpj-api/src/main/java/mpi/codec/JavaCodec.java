package mpi.codec;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization, the default codec: any {@link java.io.Serializable} object, with cycles and shared references, and
 * large primitive arrays beside the stream. Classes pass the {@link ClassFilter}, as an {@link ObjectInputFilter} too.
 */
public final class JavaCodec implements Codec {
    /** A collection may ask for room for several times the elements that a stream can hold; beyond, it is corrupt. */
    private static final long ROOM_PER_BYTE = 16;

    private static final long LEAST_ROOM = 1 << 16;

    private final ClassFilter filter;

    /** With the filter of the program. */
    public JavaCodec() {
        this(ClassFilter.ofProgram());
    }

    /** With a filter of its own. */
    public JavaCodec(ClassFilter filter) {
        this.filter = filter;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public ClassFilter filter() {
        return filter;
    }

    @Override
    public void write(Object object, CodecOutput out) throws IOException {
        try (Writer writer = new Writer(out)) {
            writer.writeObject(object);
        }
    }

    @Override
    public @Nullable Object read(CodecInput in) throws IOException, ClassNotFoundException {
        try (Reader reader = new Reader(in, filter)) {
            return reader.readObject();
        }
    }

    private static final class Writer extends ObjectOutputStream {
        private final CodecOutput out;

        @SuppressWarnings("this-escape")
        Writer(CodecOutput out) throws IOException {
            super(out);
            this.out = out;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (!object.getClass().isArray()) {
                return object;
            }
            int index = out.attach(object);
            return index == CodecOutput.NOT_ATTACHED ? object : new LargeArray(index);
        }
    }

    private static final class Reader extends ObjectInputStream {
        private final CodecInput in;
        private final ClassFilter allowed;
        /** Arrays that came beside the stream are shown to the filter, too. */
        private long longestAttached;

        @SuppressWarnings("this-escape")
        Reader(CodecInput in, ClassFilter allowed) throws IOException {
            super(in);
            this.in = in;
            this.allowed = allowed;
            enableResolveObject(true);
            setObjectInputFilter(this::check);
        }

        private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
            Class<?> type = info.serialClass();
            boolean tooLong = info.arrayLength() > ROOM_PER_BYTE * in.remaining() + LEAST_ROOM + longestAttached;
            if (tooLong || type != null && !allowed.allows(type)) {
                return ObjectInputFilter.Status.REJECTED;
            }
            return ObjectInputFilter.Status.UNDECIDED;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            return in.classNamed(description.getName());
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
            throw new ClassDeniedException("java.lang.reflect.Proxy");
        }

        @Override
        protected Object resolveObject(Object object) throws IOException {
            if (object instanceof LargeArray large) {
                Object array = in.attached(large.index());
                longestAttached = Math.max(longestAttached, Array.getLength(array));
                return array;
            }
            return object;
        }
    }
}
