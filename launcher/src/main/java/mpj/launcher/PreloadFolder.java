package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import mpj.wireup.WireReader;

/** The agent's private folder, where the files that {@link Preload} sends lie while the job runs. */
final class PreloadFolder {
    private final Path root;

    PreloadFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Appends a piece of a file. */
    void accept(WireReader piece) throws IOException {
        String name = piece.text();
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IOException("a file that would not be in the agent's folder: " + name);
        }
        Files.createDirectories(file.getParent());
        Files.write(file, piece.bytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The program with its files here. */
    ProgramSpec resolve(ProgramSpec program) {
        if (program.kind() == ProgramSpec.Kind.COMMAND) {
            return program;
        }
        List<String> entries = new ArrayList<>();
        for (String entry : program.classPathEntries()) {
            entries.add(root.resolve(entry).toString());
        }
        String path = String.join(File.pathSeparator, entries);
        return program.withFiles(program.kind() == ProgramSpec.Kind.JAR ? path : program.target(), path);
    }

    void delete() {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // the shell that started the agent tries again
        }
    }
}
