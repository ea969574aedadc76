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
                Parameters.fromEnvironment().bytes(CodecParameters.THRESHOLD, THRESHOLD);
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
        if (codec != null) {
            return codec;
        }
        try {
            return named(Parameters.fromEnvironment().text(CodecParameters.CODEC));
        } catch (IllegalArgumentException e) {
            throw MPIException.failure(MPI.ERR_ARG, Call.of(CodecParameters.CODEC.name()), e.getMessage(), e);
        }
    }

    /**
     * Finds the codec that is asked for: a name which is none is not to be noticed with the first object only.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static void checkSetting() {
        String name = Parameters.fromEnvironment().text(CodecParameters.CODEC);
        if (name != null) {
            named(name);
        }
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

    private static String setting(String name) {
        return CodecParameters.CODEC.name() + "=" + name;
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
            throw new IllegalArgumentException(
                    setting(name) + ": the codecs on the class path cannot be used: " + e, e);
        }
        throw new IllegalArgumentException(
                setting(name) + ": no such codec is on the class path; there are: " + String.join(", ", known)
                        + "; fory's jars come with mpjexec --codec fory");
    }
}
