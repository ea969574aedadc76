package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.util.MemoryUtils;
import com.ibm.disni.verbs.RdmaProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import mpj.base.memory.Linux;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Loads DiSNI with its native half, once in a process.
 *
 * <p>DiSNI asks for its library by {@code System.loadLibrary("disni")}, and {@code java.library.path} is fixed when a JVM
 * starts. But a library that the process has already loaded, visible to all, counts as part of it if it has the function
 * {@code JNI_OnLoad_disni}; ours has. It is loaded from an anonymous file: nothing is left on disk, and a temporary
 * folder without permission to execute does no harm.
 */
final class DisniLibrary {
    private static final String NAME = "libdisni.so";
    private static final String EXPORTED = "sun.nio.ch";
    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";
    private static final int RTLD_NOW = 2;
    private static final int RTLD_GLOBAL = 0x100;

    private static boolean tried;
    private static @Nullable String problem;

    private DisniLibrary() {}

    /** Why DiSNI cannot be used in this process, with the cure; null if it can. */
    static synchronized @Nullable String problem() {
        if (!tried) {
            tried = true;
            problem = load();
        }
        return problem;
    }

    private static @Nullable String load() {
        if (!Object.class.getModule().isExported(EXPORTED, MemoryUtils.class.getModule())) {
            return "DiSNI needs the JVM option --add-exports=java.base/" + EXPORTED + "=ALL-UNNAMED";
        }
        try {
            if (!isInstalled()) {
                loadBundled();
            }
            silenceLogging();
            RdmaProvider.provider();
            return null;
        } catch (IOException | LinkageError e) {
            return "DiSNI's native library cannot be used: " + e.getMessage();
        }
    }

    /** Whether DiSNI will find a library of its own. The boot loader, if that has its classes, looks nowhere else. */
    private static boolean isInstalled() {
        if (MemoryUtils.class.getClassLoader() == null) {
            return false;
        }
        for (String folder : System.getProperty("java.library.path", "").split(":", -1)) {
            if (Files.exists(Path.of(folder, NAME))) {
                return true;
            }
        }
        return false;
    }

    private static void loadBundled() throws IOException {
        try (InputStream in = DisniLibrary.class.getResourceAsStream(resource())) {
            if (in == null) {
                throw new IOException("this build carries none for this processor (" + processor()
                        + "): build on a machine with a C compiler, librdmacm-dev and libibverbs-dev, or put DiSNI's "
                        + NAME + " on java.library.path");
            }
            loadGlobally(in.readAllBytes());
        }
    }

    /** Where the build puts the library for this processor. */
    static String resource() {
        return "/META-INF/native/linux-" + processor() + "/" + NAME;
    }

    private static String processor() {
        String name = System.getProperty("os.arch", "");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private static void loadGlobally(byte[] library) throws IOException {
        int fd = Linux.memfdCreate(NAME);
        if (fd < 0) {
            throw new IOException("no anonymous file for it (memfd_create, errno " + -fd + ")");
        }
        try {
            Path file = Path.of("/proc/self/fd", Integer.toString(fd));
            Files.write(file, library);
            open(file.toString());
        } finally {
            Linux.close(fd);
        }
    }

    @SuppressWarnings("restricted")
    private static void open(String file) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle dlopen = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("dlopen"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = (MemorySegment) dlopen.invokeExact(arena.allocateFrom(file), RTLD_NOW | RTLD_GLOBAL);
            if (handle.equals(MemorySegment.NULL)) {
                throw new IOException(whyNotOpened(linker) + "; librdmacm and libibverbs have to be installed (Debian: "
                        + "apt install librdmacm1 ibverbs-providers)");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    @SuppressWarnings("restricted")
    private static String whyNotOpened(Linker linker) throws Throwable {
        MethodHandle dlerror = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("dlerror"), FunctionDescriptor.of(ValueLayout.ADDRESS));
        MemorySegment text = (MemorySegment) dlerror.invokeExact();
        return text.equals(MemorySegment.NULL) ? "dlopen failed" : text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** DiSNI logs through slf4j, which would complain on stderr of every program that has no provider for it. */
    private static void silenceLogging() {
        boolean complains = System.getProperty(SLF4J_VERBOSITY) == null
                && ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader())
                        .findFirst()
                        .isEmpty();
        if (complains) {
            System.setProperty(SLF4J_VERBOSITY, "ERROR");
        }
        LoggerFactory.getILoggerFactory();
        if (complains) {
            System.clearProperty(SLF4J_VERBOSITY);
        }
    }
}
