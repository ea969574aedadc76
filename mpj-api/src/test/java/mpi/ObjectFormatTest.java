package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.NotSerializableException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpi.codec.ClassDeniedException;
import mpi.codec.ClassFilter;
import mpi.codec.Codec;
import mpi.codec.CodecInput;
import mpi.codec.CodecOutput;
import mpi.codec.JavaCodec;
import mpj.core.comm.Content;
import mpj.core.comm.Parts;
import mpj.testkit.Seed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object becomes parts and an object again. */
class ObjectFormatTest {
    private static final long THRESHOLD = 1000;
    private static final Codec JAVA = new JavaCodec();

    /** A program that sends points of classes of its own. */
    private static final class Backwards implements Codec {
        @Override
        public String name() {
            return "backwards";
        }

        @Override
        public void write(Object object, CodecOutput out) {
            byte[] text = object.toString().getBytes(StandardCharsets.UTF_8);
            for (int i = text.length - 1; i >= 0; i--) {
                out.write(text[i]);
            }
        }

        @Override
        public Object read(CodecInput in) throws IOException {
            byte[] text = in.readAllBytes();
            return new StringBuilder(new String(text, StandardCharsets.UTF_8)).reverse();
        }
    }

    /** As the receiver gets them: memory of its own. */
    private static Parts travel(Parts sent) {
        Parts received = new Parts();
        int content = sent.content();
        String why = received.allocate(content, sent.bytes(), sent.table());
        assertEquals(null, why);
        for (int i = 0; i < sent.count(); i++) {
            int elements = (int) (sent.bytes(i) >> Content.shift(sent.content(i)));
            System.arraycopy(sent.array(i), 0, received.array(i), 0, elements);
        }
        return received;
    }

    private static @Nullable Object copy(@Nullable Object object) throws CodingException {
        return ObjectFormat.decode(travel(ObjectFormat.encode(object, JAVA, THRESHOLD)), JAVA);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 64 << 10, Long.MAX_VALUE})
    void everyKindComesBack(long threshold) throws CodingException {
        for (Object sample : Samples.all(5)) {
            Object copy = ObjectFormat.decode(travel(ObjectFormat.encode(sample, JAVA, threshold)), JAVA);
            assertTrue(Samples.same(sample, copy), () -> Samples.describe(sample) + " -> " + Samples.describe(copy));
        }
    }

    @Test
    void referencesThatAreSharedStayShared() throws CodingException {
        double[] shared = {1, 2};
        double[] large = new double[1000];
        Samples.Point point = new Samples.Point(1, 2);
        var pair = (Samples.Pair<?, ?>) copy(new Samples.Pair<>(shared, new Samples.Pair<>(shared, point)));
        assertNotNull(pair);
        assertSame(pair.first(), assertInstanceOf(Samples.Pair.class, pair.second()).first());
        var points = (Samples.Pair<?, ?>) copy(new Samples.Pair<>(point, point));
        assertNotNull(points);
        assertSame(points.first(), points.second());
        Object[] array = (Object[]) copy(new Object[] {shared, large, large, shared});
        assertNotNull(array);
        assertSame(array[0], array[3]);
        assertSame(array[1], array[2]);
        assertNotSame(large, array[1]);
        var larges = (Samples.Pair<?, ?>) copy(new Samples.Pair<>(large, large));
        assertNotNull(larges);
        assertSame(larges.first(), larges.second());
    }

    @Test
    void cyclesComeBack() throws CodingException {
        Samples.Node node = new Samples.Node(1);
        node.next = new Samples.Node(2);
        node.next.next = node;
        node.data = new double[5000];
        node.data[4999] = 3;
        node.next.data = node.data;
        Samples.Node copy = (Samples.Node) copy(node);
        assertNotNull(copy);
        assertNotNull(copy.next);
        assertNotNull(copy.data);
        assertSame(copy, copy.next.next);
        assertSame(copy.data, copy.next.data);
        assertEquals(3, copy.data[4999]);
        List<Object> self = new ArrayList<>();
        self.add(self);
        List<?> selfCopy = (List<?>) copy(self);
        assertNotNull(selfCopy);
        assertSame(selfCopy, selfCopy.get(0));
    }

    /** An array travels by itself from the threshold on, from where it is and to where it will be. */
    @ParameterizedTest
    @ValueSource(ints = {124, 125, 126})
    void largeArraysTravelBesideTheStream(int length) throws CodingException {
        double[] data = new double[length];
        boolean beside = 8L * length >= THRESHOLD;
        for (Object holder : List.of(new Samples.Pair<>("holder", data), new Object[] {"holder", data})) {
            Parts parts = ObjectFormat.encode(holder, JAVA, THRESHOLD);
            assertEquals(beside ? 2 : 1, parts.count());
            if (beside) {
                assertEquals(Content.DOUBLES, parts.content(1));
                assertSame(data, parts.array(1));
                Parts received = travel(parts);
                Object copy = ObjectFormat.decode(received, JAVA);
                Object copied = copy instanceof Object[] a ? a[1] : ((Samples.Pair<?, ?>) notNull(copy)).second();
                assertSame(received.array(1), copied);
            }
        }
        Parts itself = ObjectFormat.encode(data, JAVA, THRESHOLD);
        assertEquals(1, itself.count());
        assertSame(data, itself.array(0));
    }

    private static Object notNull(@Nullable Object object) {
        assertNotNull(object);
        return object;
    }

    @Test
    void thereAreOnlySoManyParts() throws CodingException {
        int[][] many = new int[1000][300];
        many[999][299] = 4;
        Parts parts = ObjectFormat.encode(many, JAVA, THRESHOLD);
        assertTrue(parts.count() <= Parts.MOST, parts.count() + " parts");
        assertArrayEquals(many, (int[][]) ObjectFormat.decode(travel(parts), JAVA));
    }

    @Test
    void longStreamsAreMadeOfChunks() throws CodingException {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            list.add(i);
        }
        Parts parts = ObjectFormat.encode(list, JAVA, THRESHOLD);
        assertTrue(parts.count() > 3, parts.count() + " parts");
        assertEquals(list, ObjectFormat.decode(travel(parts), JAVA));
    }

    @Test
    void theCodecIsNamedInTheMessage() throws CodingException {
        Codec backwards = new Backwards();
        Parts parts = ObjectFormat.encode(URI.create("a:b"), backwards, THRESHOLD);
        assertEquals("a:b", String.valueOf(ObjectFormat.decode(travel(parts), backwards)));
        CodingException e = assertThrows(CodingException.class, () -> ObjectFormat.decode(travel(parts), JAVA));
        assertTrue(String.valueOf(e.getMessage()).contains("codec backwards has written it"), e.getMessage());
    }

    @Test
    void classesThatAreNotAllowedAreNamed() throws Exception {
        URL url = URI.create("http://localhost/").toURL();
        for (Object message : List.of(url, new URL[] {url}, List.of(1, url))) {
            Parts parts = ObjectFormat.encode(message, JAVA, THRESHOLD);
            CodingException e = assertThrows(CodingException.class, () -> ObjectFormat.decode(travel(parts), JAVA));
            assertEquals(MPI.ERR_TYPE, e.errorClass());
            ClassDeniedException denied = assertInstanceOf(ClassDeniedException.class, e.getCause());
            assertEquals("java.net.URL", denied.className());
            assertTrue(String.valueOf(e.getMessage()).contains("MPJ_CODEC_ALLOW=java.net.URL"), e.getMessage());
        }
        Codec allowing = new JavaCodec(ClassFilter.of("com.example.*, java.net.*"));
        Parts parts = ObjectFormat.encode(url, JAVA, THRESHOLD);
        assertEquals(url, ObjectFormat.decode(travel(parts), allowing));
    }

    /** The library's own way for records and enums goes by the filter as well. */
    @Test
    void recordsAndEnumsAreFilteredToo() throws CodingException {
        Codec strict = new JavaCodec(ClassFilter.of(""));
        for (Object message : List.of(new Samples.Point(1, 2), Samples.Colour.GREEN, new Samples.Node(1))) {
            Parts parts = ObjectFormat.encode(message, JAVA, THRESHOLD);
            CodingException e = assertThrows(CodingException.class, () -> ObjectFormat.decode(travel(parts), strict));
            assertInstanceOf(ClassDeniedException.class, e.getCause());
        }
        Codec named = new JavaCodec(ClassFilter.of("mpi.Samples"));
        Parts parts = ObjectFormat.encode(new Samples.Point(1, 2), JAVA, THRESHOLD);
        assertEquals(new Samples.Point(1, 2), ObjectFormat.decode(travel(parts), named));
    }

    @Test
    void patternsNameClassesAndPackages() {
        ClassFilter filter = ClassFilter.of("java.net.URL;java.nio.file.*,java.text.**");
        assertTrue(filter.allows(URL.class));
        assertTrue(filter.allows(URL[][].class));
        assertTrue(filter.allows(int[].class));
        assertTrue(filter.allows(java.nio.file.Path.class));
        assertTrue(!filter.allows(java.nio.file.attribute.FileTime.class));
        assertTrue(filter.allows(java.text.spi.NumberFormatProvider.class));
        assertTrue(!filter.allows(java.lang.invoke.SerializedLambda.class));
        assertTrue(!filter.allows(Samples.class));
        assertTrue(ClassFilter.ofProgram().allows(Samples.class));
        assertTrue(!ClassFilter.ofProgram().allows(Test.class), "a class of a library's jar");
    }

    @Test
    void exceptionsOfUserCodeAreCauses() throws CodingException {
        CodingException unwritable = assertThrows(CodingException.class, () -> copy(new Samples.Unwritable()));
        assertEquals(MPI.ERR_OTHER, unwritable.errorClass());
        assertInstanceOf(IllegalStateException.class, unwritable.getCause());
        CodingException unreadable = assertThrows(CodingException.class, () -> copy(new Samples.Unreadable()));
        assertEquals(MPI.ERR_OTHER, unreadable.errorClass());
        assertInstanceOf(IllegalStateException.class, unreadable.getCause());
        CodingException lambda = assertThrows(CodingException.class, () -> copy(new Object()));
        assertEquals(MPI.ERR_TYPE, lambda.errorClass());
        assertInstanceOf(NotSerializableException.class, lambda.getCause());
    }

    @Test
    void aGraphTooDeepIsAnException() {
        Samples.Node node = new Samples.Node(0);
        for (int i = 1; i < 1_000_000; i++) {
            Samples.Node before = new Samples.Node(i);
            before.next = node;
            node = before;
        }
        Samples.Node first = node;
        CodingException e = assertThrows(CodingException.class, () -> copy(first));
        assertTrue(String.valueOf(e.getMessage()).contains("too deep"), e.getMessage());
    }

    /** Whatever happens to a stream, reading ends with some object or with a CodingException, and soon. */
    @Test
    void corruptStreamsAreExceptions() {
        Seed.run(seed -> {
            Random random = new Random(seed);
            int refused = 0;
            for (int round = 0; round < 40; round++) {
                for (Object sample : Samples.all(round)) {
                    Parts parts = ObjectFormat.encode(sample, JAVA, THRESHOLD);
                    if (parts.content(0) == Content.STREAM) {
                        refused += damage(parts, random) ? 1 : 0;
                    }
                }
            }
            assertTrue(refused > 200, "only " + refused + " were refused");
        });
    }

    /** Whether the damaged message was refused. */
    private static boolean damage(Parts parts, Random random) {
        byte[] stream = ((byte[]) parts.array(0)).clone();
        int length = (int) parts.bytes(0);
        int kept = random.nextInt(3) == 0 ? random.nextInt(length + 1) : length;
        for (int i = random.nextInt(4); i > 0; i--) {
            stream[random.nextInt(length)] = (byte) random.nextInt();
        }
        Parts damaged = new Parts();
        damaged.addStream(stream, kept);
        for (int i = 1; i < parts.count(); i++) {
            if (parts.content(i) != Content.STREAM && random.nextInt(4) != 0) {
                damaged.addArray(parts.array(i));
            }
        }
        try {
            ObjectFormat.decode(damaged, JAVA);
            return false;
        } catch (CodingException e) {
            return true;
        }
    }
}
