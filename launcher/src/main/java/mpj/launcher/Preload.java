package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * The class path's files on their way to other hosts: each jar file, what its manifest names as its class path, and each
 * file of a folder. Below a folder that the agent has there they lie as they do here, so that the names in manifests,
 * which are relative to the jar file, hold.
 */
final class Preload {
    private static final int PIECE = 1 << 18;
    /** What the name of a file there has before the one here. */
    private static final String ROOT = "path";

    private final Map<String, Path> files = new LinkedHashMap<>();

    /** The program with names of what is sent, relative to the agent's folder, in place of its files. */
    ProgramSpec add(ProgramSpec program) throws LaunchException {
        if (program.kind() == ProgramSpec.Kind.COMMAND) {
            return program;
        }
        boolean needless = program.kind() == ProgramSpec.Kind.SOURCE && program.classPath() == null
                && System.getenv("CLASSPATH") == null;
        List<String> entries = new ArrayList<>();
        try {
            for (String entry : needless ? List.<String>of() : program.classPathEntries()) {
                addEntry(entry.isEmpty() ? "." : entry, entries);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException("--preload: the class path cannot be read: " + e.getMessage());
        }
        if (program.kind() == ProgramSpec.Kind.JAR && entries.isEmpty()) {
            throw new UsageException(String.valueOf(ProgramJar.missing(program.target()).getMessage()));
        }
        String path = entries.isEmpty() ? "empty" : String.join(File.pathSeparator, entries);
        boolean jar = program.kind() == ProgramSpec.Kind.JAR;
        return program.withFiles(jar ? path : program.target(), path);
    }

    private void addEntry(String entry, List<String> entries) throws IOException {
        boolean wildcard = entry.equals("*") || entry.endsWith("/*");
        Path path = Path.of(wildcard ? entry.substring(0, entry.length() - 1) : entry).toAbsolutePath().normalize();
        if (wildcard) {
            try (Stream<Path> jars = Files.list(path)) {
                for (Path jar : jars.sorted().toList()) {
                    if (jar.toString().endsWith(".jar") || jar.toString().endsWith(".JAR")) {
                        add(jar);
                        entries.add(ROOT + jar);
                    }
                }
            }
        } else if (Files.exists(path)) {
            add(path);
            entries.add(ROOT + path);
        }
    }

    /** A folder, or a file and what it names. */
    private void add(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path file : all.sorted().toList()) {
                    if (Files.isRegularFile(file)) {
                        files.put(ROOT + file, file);
                    }
                }
            }
        } else if (files.put(ROOT + path, path) == null) {
            for (Path named : namedBy(path)) {
                add(named);
            }
        }
    }

    /** The files and folders of a jar file's manifest that are there; JVMs ignore others, too. */
    private static List<Path> namedBy(Path jar) throws IOException {
        List<Path> named = new ArrayList<>();
        String list = null;
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            list = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        } catch (ZipException e) {
            // it is no jar file
        }
        StringTokenizer words = new StringTokenizer(list == null ? "" : list);
        while (words.hasMoreTokens()) {
            Path path = resolve(jar, words.nextToken());
            if (path != null && Files.exists(path)) {
                named.add(path);
            }
        }
        return named;
    }

    /** What a manifest's word means; null for what would mean nothing on another host. */
    private static @Nullable Path resolve(Path jar, String word) {
        try {
            URI name = new URI(word);
            boolean relative = !name.isAbsolute() && name.getPath() != null && !name.getPath().startsWith("/");
            return relative ? Path.of(jar.toUri().resolve(name)).normalize() : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Sends the files, and MPI's own before them where they are missing. */
    void send(FrameChannel link, boolean library, Distribution distribution) throws IOException, LaunchException {
        if (library) {
            for (File jar : distribution.rankJars()) {
                send(link, jar.getName(), jar.toPath());
            }
        }
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            send(link, entry.getKey(), entry.getValue());
        }
        link.send(AgentFrames.FILES_END, new byte[0]);
    }

    private static void send(FrameChannel link, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = in.readNBytes(PIECE);
            do {
                link.send(AgentFrames.FILE, new WireWriter().text(name).bytes(piece).body());
                piece = in.readNBytes(PIECE);
            } while (piece.length > 0);
        }
    }
}
