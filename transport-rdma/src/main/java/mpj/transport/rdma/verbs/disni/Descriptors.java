package mpj.transport.rdma.verbs.disni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the file descriptors of channels, which DiSNI does not tell: the one of its kind that was not there before.
 * Channels are made one at a time.
 */
final class Descriptors {
    private static final Path FOLDER = Path.of("/proc/self/fd");
    /** What the descriptors of both kinds of channel are links to. */
    private static final String EVENTS_OF_CONNECTIONS = "rdma_cm";

    private static final String EVENTS_OF_COMPLETIONS = "[infinibandevent]";

    /** Makes a channel. */
    interface Making<T> {
        T make() throws IOException;
    }

    /** A channel and its descriptor; -1 if it was not found. */
    record Found<T>(T channel, int descriptor) {}

    private Descriptors() {}

    static <T> Found<T> connections(Making<T> making) throws IOException {
        return make(EVENTS_OF_CONNECTIONS, making);
    }

    static <T> Found<T> completions(Making<T> making) throws IOException {
        return make(EVENTS_OF_COMPLETIONS, making);
    }

    private static synchronized <T> Found<T> make(String kind, Making<T> making) throws IOException {
        Set<String> before = list(kind);
        T channel = making.make();
        Set<String> after = list(kind);
        after.removeAll(before);
        return new Found<>(channel, after.size() == 1 ? Integer.parseInt(after.iterator().next()) : -1);
    }

    private static Set<String> list(String kind) {
        Set<String> found = new HashSet<>();
        String[] names = FOLDER.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (target(name).endsWith(kind)) {
                found.add(name);
            }
        }
        return found;
    }

    private static String target(String name) {
        try {
            return Files.readSymbolicLink(FOLDER.resolve(name)).toString();
        } catch (IOException e) {
            // closed meanwhile
            return "";
        }
    }
}
