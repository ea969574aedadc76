package mpi.junit;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the test ended in one rank, as a file in a folder that the job's ranks share with the JVM of the tests.
 *
 * @param aborted whether an assumption did not hold
 * @param failure the exception's class and message; null if the test passed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RankResult(boolean aborted, @Nullable String failure, StackTraceElement[] stack) implements Serializable {
    private static String name(int rank) {
        return "rank-" + rank;
    }

    /** Whole or not at all: the rank may be ended at any time. */
    void write(Path folder, int rank) throws IOException {
        Path part = folder.resolve(name(rank) + ".part");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(part))) {
            out.writeObject(this);
        }
        Files.move(part, folder.resolve(name(rank)));
    }

    /** The rank's result; null where it has left none. */
    static @Nullable RankResult read(Path folder, int rank) throws IOException {
        Path file = folder.resolve(name(rank));
        if (!Files.exists(file)) {
            return null;
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return (RankResult) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
