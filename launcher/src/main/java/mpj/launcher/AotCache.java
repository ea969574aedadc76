package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ahead-of-time caches (JEP 483, 514, 515) with which ranks and {@code mpjexec} itself start in about two thirds of
 * the time.
 *
 * <p>They lie in {@code aot} beside the jar files or, where that cannot be written, below the user's cache folder:
 * {@code ranks-VERSION.aot}, {@code mpjexec-VERSION.aot}, with the JDK's version, and {@code VERSION.key}, which is
 * written last and holds what they were made from. The script {@code mpjexec} looks for its own under these names, too.
 * A cache that is missing or stale is made anew after the job, by a process of its own; none is ever needed.
 */
final class AotCache {
    /** No cache is worth a word to the user. */
    static final List<String> QUIET = List.of("-Xlog:aot*=off", "-Xlog:cds*=off");

    private static final String VERSION = System.getProperty("java.runtime.version", "unknown");

    private final File lib;
    private final Function<String, @Nullable String> environment;
    private final String key;
    private final boolean on;

    AotCache(File lib, Function<String, @Nullable String> environment) {
        this.lib = lib;
        this.environment = environment;
        // a class path of other places than lib may hold folders, of which no cache can be made
        on = !Distribution.isRankPathGiven()
                && !LauncherParameters.OFF.equals(environment.apply(LauncherParameters.AOT.name()));
        key = on ? fingerprint() : "";
    }

    /** That of the jar files from which this process runs. */
    static AotCache ofThisProcess() {
        return new AotCache(Distribution.ofThisProcess().folder(), new Function<>() {
            @Override
            public @Nullable String apply(String name) {
                return System.getenv(name);
            }
        });
    }

    /** What a cache depends on: a JVM refuses one whose JDK or jar files have another size or time. */
    private String fingerprint() {
        StringBuilder text = new StringBuilder();
        append(text, new File(System.getProperty("java.home"), "lib/modules"));
        for (File jar : Distribution.sorted(lib)) {
            append(text, jar);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, File file) {
        text.append(file).append(' ').append(file.length()).append(' ').append(file.lastModified()).append('\n');
    }

    /** The options by which a rank's JVM uses the cache; empty where there is none that it would take. */
    List<String> rankOptions(List<String> sizing, List<String> given) {
        boolean allowed = on && AotFlags.allow(sizing, environment) && AotFlags.allow(given, environment);
        File cache = allowed ? file("ranks") : null;
        if (cache == null) {
            return List.of();
        }
        List<String> options = new ArrayList<>(QUIET);
        options.add("-XX:AOTCache=" + cache);
        return options;
    }

    private @Nullable File file(String name) {
        for (File folder : folders()) {
            if (isFresh(folder)) {
                File file = new File(folder, name + "-" + VERSION + ".aot");
                return file.canRead() ? file : null;
            }
        }
        return null;
    }

    private boolean isFresh(File folder) {
        try {
            return Files.readString(keyFile(folder)).equals(key);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path keyFile(File folder) {
        return Path.of(folder.getPath(), VERSION + ".key");
    }

    /** Where the caches may be, the best place first. */
    private List<File> folders() {
        List<File> folders = new ArrayList<>();
        folders.add(new File(lib, "aot"));
        String root = environment.apply("XDG_CACHE_HOME");
        String home = environment.apply("HOME");
        if (root == null || root.isEmpty()) {
            root = home == null || home.isEmpty() ? null : home + "/.cache";
        }
        if (root != null) {
            folders.add(new File(root, "mpj/" + lib.getPath().substring(1).replace('/', '%')));
        }
        return folders;
    }

    /** Whether there is something to make, and a place to put it. */
    boolean isStale() {
        if (!on) {
            return false;
        }
        for (File folder : folders()) {
            if (isFresh(folder)) {
                return false;
            }
        }
        return writableFolder() != null;
    }

    /** The folder where caches are to be made, made if need be; null if there is none. */
    @Nullable File writableFolder() {
        for (File folder : folders()) {
            if ((folder.isDirectory() || folder.mkdirs()) && Files.isWritable(folder.toPath())) {
                return folder;
            }
        }
        return null;
    }

    /** Puts the caches that were made in {@code made} in their place; what could not be made is not tried again. */
    void install(File folder, Path made) throws IOException {
        for (String name : List.of("ranks", "mpjexec")) {
            Path target = Path.of(folder.getPath(), name + "-" + VERSION + ".aot");
            Path file = made.resolve(name + ".aot");
            if (Files.exists(file)) {
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.deleteIfExists(target);
            }
        }
        Path newKey = Files.writeString(made.resolve("key"), key);
        Files.move(newKey, keyFile(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the caches in the background, by a process that shares nothing with this one. */
    void makeInBackground() {
        List<String> command = new ArrayList<>();
        String setsid = new ExecutablePath(environment.apply("PATH")).find("setsid");
        if (setsid != null) {
            command.add(setsid);
        }
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AotTraining.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        plain(builder.environment(), environment);
        builder.directory(new File("/"));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start();
        } catch (IOException e) {
            // the next job tries again, and starts no slower than this one
        }
    }

    /** An environment of which nothing changes what is recorded. */
    static void plain(Map<String, String> target, Function<String, @Nullable String> environment) {
        target.clear();
        for (String name : List.of("PATH", "HOME", "XDG_CACHE_HOME", "LANG", "LC_ALL")) {
            String value = environment.apply(name);
            if (value != null) {
                target.put(name, value);
            }
        }
    }
}
