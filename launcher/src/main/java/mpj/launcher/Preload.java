package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireWriter;

/**
 * The class path's files on their way to other hosts: each jar file, and each file of a folder, under a name relative
 * to a folder that the agent has there.
 */
final class Preload {
    private static final int PIECE = 1 << 18;

    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

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
            throw new LaunchException("--preload: the class path cannot be read: " + e.getMessage());
        }
        if (program.kind() == ProgramSpec.Kind.JAR && entries.isEmpty()) {
            throw new LaunchException(program.target() + ": no such file");
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
                        addFile(jar, entries);
                    }
                }
            }
        } else if (Files.isDirectory(path)) {
            String name = names.get(path.toString());
            if (name == null) {
                name = newName(path);
                addFolder(path, name);
            }
            entries.add(name);
        } else if (Files.exists(path)) {
            addFile(path, entries);
        }
    }

    private String newName(Path path) {
        String name = "path/" + names.size();
        names.put(path.toString(), name);
        return name;
    }

    private void addFile(Path file, List<String> entries) {
        String folder = names.get(file.toString());
        if (folder == null) {
            folder = newName(file);
        }
        String name = folder + "/" + file.getFileName();
        files.put(name, file);
        entries.add(name);
    }

    private void addFolder(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted().toList()) {
                if (Files.isRegularFile(file)) {
                    files.put(name + "/" + folder.relativize(file), file);
                }
            }
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
