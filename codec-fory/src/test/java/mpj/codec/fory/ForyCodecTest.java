package mpj.codec.fory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import mpi.codec.ClassDeniedException;
import mpi.codec.ClassFilter;
import mpi.codec.Codec;
import mpi.codec.CodecInput;
import mpi.codec.CodecOutput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForyCodecTest {
    /** Not serializable: Fory does not ask for that. */
    static final class Node {
        int value;
        @Nullable Node next;
        double[] data = new double[100];
    }

    private static final class Bytes extends CodecOutput {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public int attach(Object array) {
            return NOT_ATTACHED;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes.write(b, offset, length);
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }
    }

    private static final class Input extends CodecInput {
        private final ByteArrayInputStream bytes;

        Input(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public Object attached(int index) {
            throw new AssertionError("nothing is attached");
        }

        @Override
        public long remaining() {
            return bytes.available();
        }

        @Override
        public Class<?> classNamed(String name) throws ClassNotFoundException {
            return Class.forName(name);
        }

        @Override
        public int read(byte[] b, int offset, int length) {
            return bytes.read(b, offset, length);
        }

        @Override
        public int read() {
            return bytes.read();
        }
    }

    private static byte[] written(Codec codec, Object object) throws Exception {
        Bytes out = new Bytes();
        codec.write(object, out);
        return out.bytes.toByteArray();
    }

    private static @Nullable Object copy(Object object) throws Exception {
        Codec codec = new ForyCodec();
        return codec.read(new Input(written(codec, object)));
    }

    @Test
    void isFoundAsAService() {
        assertTrue(ServiceLoader.load(Codec.class).stream().anyMatch(p -> p.type() == ForyCodec.class));
    }

    @Test
    void objectsComeBack() throws Exception {
        for (Object object : List.of(
                new ArrayList<>(List.of(1, "two", 3.0)),
                new HashMap<>(Map.of("key", List.of(1L))),
                new BigInteger("123456789012345678901234567890"),
                LocalDate.of(2026, 1, 1),
                IntStream.range(0, 500_000).mapToObj(i -> "entry " + i).toList())) {
            assertEquals(object, copy(object));
        }
    }

    @Test
    void cyclesComeBack() throws Exception {
        Node node = new Node();
        node.value = 3;
        node.next = node;
        Node copy = (Node) copy(node);
        assertNotNull(copy);
        assertSame(copy, copy.next);
        assertEquals(3, copy.value);
        assertEquals(100, copy.data.length);
    }

    @Test
    void aDeniedClassIsNamed() throws Exception {
        Codec strict = new ForyCodec(ClassFilter.of(""));
        byte[] message = written(new ForyCodec(), new Node());
        ClassDeniedException e =
                assertThrows(ClassDeniedException.class, () -> strict.read(new Input(message)));
        assertEquals(Node.class.getName(), e.className());
        assertThrows(ClassDeniedException.class, () -> written(new ForyCodec(), URI.create("http://a/").toURL()));
        Codec allowing = new ForyCodec(ClassFilter.of("mpj.codec.fory.**"));
        assertInstanceOf(Node.class, allowing.read(new Input(message)));
    }
}
