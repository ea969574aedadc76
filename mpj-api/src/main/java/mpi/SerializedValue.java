package mpi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/** An attribute's value as it was when it was set: later changes of the object do not show, nor do those of readers. */
final class SerializedValue {
    private final byte[] bytes;

    private SerializedValue(byte[] bytes) {
        this.bytes = bytes;
    }

    static SerializedValue of(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw CodingException.of("an attribute of " + value.getClass() + " cannot be kept", e)
                    .in(Call.of("setAttr"));
        }
        return new SerializedValue(bytes.toByteArray());
    }

    /** A new copy. */
    @SuppressWarnings("BanSerializableRead") // this process has written it
    Object value() {
        try (ObjectInputStream in = new Reader(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw CodingException.of("the attribute cannot be read", e).in(Call.of("getAttr"));
        }
    }

    /** Finds the program's classes, which the library's loader may not know. */
    private static final class Reader extends ObjectInputStream {
        Reader(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
            Class<?> primitive = Class.forPrimitiveName(description.getName());
            return primitive != null ? primitive : PartsInput.load(description.getName());
        }
    }
}
