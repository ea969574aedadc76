package mpi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import mpi.codec.Codec;
import mpi.codec.CodecParameters;
import mpi.codec.JavaCodec;
import mpj.base.config.Parameters;
import org.jspecify.annotations.Nullable;

/** The codec of this process and its parameters. */
final class Codecs {
    private static final int MOST_LETTERS = 100;
    /** Below, a copy into the stream costs less than another part of a message. */
    private static final long THRESHOLD = 64 << 10;

    private static volatile @Nullable Codec current;

    /** Of the thread that used objects first, which mostly is the program's main thread. */
    private static final ClassLoader PROGRAM_LOADER = contextLoader();

    private Codecs() {}

    /** From how many bytes an array within an object travels beside the stream. */
    private static final class Threshold {
        static final long BYTES =
                Parameters.fromEnvironment().bytes(CodecParameters.THRESHOLD, THRESHOLD, 1, Long.MAX_VALUE);
    }

    static ClassLoader programLoader() {
        return PROGRAM_LOADER;
    }

    /** The context class loader of this thread. */
    static ClassLoader contextLoader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    static long threshold() {
        try {
            return Threshold.BYTES;
        } catch (ExceptionInInitializerError e) {
            throw MPIException.argument(MPI.ERR_ARG, "MPJ_CODEC_THRESHOLD", String.valueOf(e.getCause()));
        }
    }

    static Codec current() {
        Codec codec = current;
        return codec != null ? codec : named(Parameters.fromEnvironment().text(CodecParameters.CODEC));
    }

    static void set(Codec codec) {
        if (codec == null || codec.name().length() > MOST_LETTERS) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    "setCodec",
                    codec == null ? "the codec is null" : "the codec's name is longer than " + MOST_LETTERS + " letters");
        }
        current = codec;
    }

    private static synchronized Codec named(@Nullable String name) {
        Codec codec = current;
        if (codec == null) {
            codec = new JavaCodec();
            if (name != null && !name.equals(codec.name())) {
                codec = find(name);
            }
            set(codec);
        }
        return codec;
    }

    private static Codec find(String name) {
        Set<String> known = new LinkedHashSet<>(List.of("java", "fory"));
        try {
            for (Codec codec : ServiceLoader.load(Codec.class, Codecs.class.getClassLoader())) {
                if (codec.name().equals(name)) {
                    return codec;
                }
                known.add(codec.name());
            }
        } catch (ServiceConfigurationError e) {
            throw MPIException.failure(
                    MPI.ERR_OTHER, Call.of("MPJ_CODEC"), "the codecs on the class path cannot be used: " + e, e);
        }
        throw MPIException.argument(
                MPI.ERR_ARG,
                "MPJ_CODEC",
                "codec '" + name + "' is not on the class path; there are: " + String.join(", ", known)
                        + "; fory's jars come with mpjexec --codec fory");
    }
}
