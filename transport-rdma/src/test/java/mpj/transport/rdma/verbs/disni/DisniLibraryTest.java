package mpj.transport.rdma.verbs.disni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.disni.verbs.impl.NativeDispatcher;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mpj.transport.rdma.verbs.RdmaPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The native library of this build, and DiSNI's classes on it; no adapter is needed. */
@Timeout(60)
class DisniLibraryTest {
    private static final String EXPORT = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED";

    @TempDir
    private Path folder;

    /** The library of this build as a file. */
    private Path library() throws IOException {
        Path file = folder.resolve("libdisni.so");
        try (InputStream in = DisniLibrary.class.getResourceAsStream(DisniLibrary.resource())) {
            assumeTrue(in != null, "built without librdmacm-dev, libibverbs-dev or a C compiler");
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    @Test
    @SuppressWarnings("restricted")
    void theLibraryHasAllThatDisniDeclares() throws IOException {
        List<String> missing = new ArrayList<>();
        int declared = 0;
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup symbols = SymbolLookup.libraryLookup(library(), arena);
            for (Method method : NativeDispatcher.class.getDeclaredMethods()) {
                if (Modifier.isNative(method.getModifiers())) {
                    declared++;
                    String name = "Java_com_ibm_disni_verbs_impl_NativeDispatcher_"
                            + method.getName().replace("_", "_1");
                    if (symbols.find(name).isEmpty()) {
                        missing.add(name);
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(declared >= 40, "DiSNI declares " + declared);
    }

    @Test
    void disniStartsOnIt() throws IOException {
        library();
        assertNull(DisniLibrary.problem());
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            assertFalse(descriptors.anyMatch(DisniLibraryTest::isOurs), "the anonymous file is still open");
        }
    }

    private static boolean isOurs(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("libdisni");
        } catch (IOException e) {
            // closed meanwhile
            return false;
        }
    }

    @Test
    void nothingIsSaidToAProgramWithoutLogging() throws Exception {
        library();
        assertEquals("null\n", load(System.getProperty("java.class.path"), EXPORT));
    }

    @Test
    void theBootLoaderFindsItToo() throws Exception {
        library();
        String path = System.getProperty("java.class.path");
        assertEquals("null\n", load("/nowhere", EXPORT, "-Xbootclasspath/a:" + path));
    }

    @Test
    void anInstalledLibraryIsUsed() throws Exception {
        library();
        Files.writeString(folder.resolve("libdisni.so"), "not a library");
        String said = load(System.getProperty("java.class.path"), EXPORT, "-Djava.library.path=" + folder);
        assertTrue(said.contains(folder.toString()), said);
    }

    @Test
    void theMissingOptionIsNamed() throws Exception {
        String said = load(System.getProperty("java.class.path"), "-XX:-UsePerfData");
        assertTrue(said.contains(EXPORT), said);
    }

    /** What a JVM of its own says, on stdout or stderr. */
    private String load(String classPath, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, LoadDisni.class.getName()));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "hangs");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(said);
    }

    @Test
    void aMachineWithoutAdapterIsToldOf() {
        assumeFalse(RdmaPorts.anyDevice(), "this machine has an adapter");
        String problem = new DisniProvider().unusable();
        assertTrue(problem != null && problem.contains("adapter"), problem);
    }
}
