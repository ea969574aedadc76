package mpi.codec;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import mpj.base.config.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Says of which classes objects may come out of messages.
 *
 * <p>Ranks have proved to each other that they belong to one job before anything is received, so messages come from the
 * same user's program. But class paths hold libraries with classes whose mere deserialization can be made to run
 * commands, and one rank's fault must not become all ranks'. So the default is what a program exchanges: the values,
 * collections, exceptions and times of the JDK; and the program's own classes, which are those in directories of the
 * class path, those compiled from the source that {@code mpjexec} was given, and those in the jar of the main class.
 * Classes of other jars are allowed by name, in the environment variable {@code MPJ_CODEC_ALLOW}: a list, separated by
 * commas, of classes ({@code com.example.Point}), packages ({@code com.example.*}), and packages with those below
 * ({@code com.example.**}).
 */
public final class ClassFilter {
    /** The property by which the runner tells the program's main class. */
    private static final String MAIN = "mpj.main";

    private static final String COMMAND = "sun.java.command";

    /** None of these packages has a class that does more when it is deserialized than to fill itself. */
    private static final List<String> JDK = List.of(
            "java.lang.*",
            "java.math.*",
            "java.time.**",
            "java.util.*",
            "java.util.concurrent.**",
            "java.io.*",
            "java.net.URI",
            "java.net.InetAddress",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.InetSocketAddress",
            "mpi.codec.LargeArray");

    private final List<String> allowed;
    private final boolean program;

    /** The answers for classes asked about before. */
    private final ClassValue<Boolean> answers = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return decide(type);
        }
    };

    private ClassFilter(List<String> allowed, boolean program) {
        this.allowed = allowed;
        this.program = program;
    }

    private static final class OfProgram {
        static final ClassFilter FILTER = new ClassFilter(patterns(Parameters.fromEnvironment().text(CodecParameters.ALLOW)), true);
    }

    private static final class MainPlace {
        static final @Nullable URL PLACE = find();

        private static @Nullable URL find() {
            String main = System.getProperty(MAIN);
            String command = System.getProperty(COMMAND, "");
            try {
                if (main == null) {
                    int end = command.indexOf(' ');
                    main = end < 0 ? command : command.substring(0, end);
                    if (main.endsWith(".jar")) {
                        return new File(main).toURI().toURL();
                    }
                }
                return placeOf(Class.forName(main, false, ClassLoader.getSystemClassLoader()));
            } catch (ClassNotFoundException | LinkageError | MalformedURLException e) {
                // a program compiled from source: its classes are in no place
                return null;
            }
        }
    }

    /** The filter of this process: the default and what {@code MPJ_CODEC_ALLOW} adds. */
    public static ClassFilter ofProgram() {
        return OfProgram.FILTER;
    }

    /**
     * The values and collections of the JDK and what a list in the form of {@code MPJ_CODEC_ALLOW} names, nothing else.
     */
    public static ClassFilter of(String list) {
        return new ClassFilter(patterns(list), false);
    }

    private static List<String> patterns(@Nullable String list) {
        List<String> patterns = new ArrayList<>(JDK);
        if (list != null) {
            for (String part : list.split("[,;\\s]+", -1)) {
                if (!part.isEmpty()) {
                    patterns.add(part);
                }
            }
        }
        return patterns;
    }

    /** Whether objects of the class, or arrays of them, may come out of a message. */
    public boolean allows(Class<?> type) {
        return answers.get(type);
    }

    private boolean decide(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive() || isNamed(element.getName()) || program && isOfProgram(element);
    }

    private boolean isNamed(String name) {
        for (String pattern : allowed) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.endsWith("**")) {
            return name.startsWith(pattern.substring(0, pattern.length() - 2));
        }
        if (pattern.endsWith("*")) {
            int prefix = pattern.length() - 1;
            return name.startsWith(pattern.substring(0, prefix)) && name.indexOf('.', prefix) < 0;
        }
        // the classes within a class belong to it
        return name.startsWith(pattern)
                && (name.length() == pattern.length() || name.charAt(pattern.length()) == '$');
    }

    private static boolean isOfProgram(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        boolean ofJdk = loader == null || ClassLoader.getPlatformClassLoader().equals(loader);
        if (ofJdk || Proxy.isProxyClass(type)) {
            return false;
        }
        URL place = placeOf(type);
        if (place == null) {
            return true;
        }
        URL main = MainPlace.PLACE;
        return main != null && place.toExternalForm().equals(main.toExternalForm()) || isDirectory(place);
    }

    private static @Nullable URL placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }

    private static boolean isDirectory(URL place) {
        try {
            return place.getProtocol().equals("file") && Files.isDirectory(Path.of(URI.create(place.toExternalForm())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
