package mpj.launcher;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts the agent on another host, and what it reads first.
 *
 * <p>Behind the launcher command comes {@code /bin/sh -c SCRIPT}. ssh and rsh hand what follows the host's name to a
 * shell, so for these the words are quoted; any other command gets them as they are.
 */
final class AgentCommand {
    private static final String SCRIPT = "agent.sh";
    private static final String HOST = "{host}";

    private final String launcher;
    private final List<String> script = new ArrayList<>();
    private final byte[] agent;

    /**
     * A command for any host.
     *
     * @param preload whether the agent's own jar files are sent
     */
    AgentCommand(String launcher, Distribution distribution, boolean preload) throws LaunchException {
        this.launcher = launcher;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> names = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        try {
            for (File file : distribution.agentJars()) {
                byte[] jar = preload ? Files.readAllBytes(file.toPath()) : new byte[0];
                bytes.write(jar);
                names.add(file.getName());
                lengths.add(Integer.toString(jar.length));
            }
            script.addAll(List.of("/bin/sh", "-c", script(), "mpj-agent", System.getProperty("java.home")));
        } catch (IOException e) {
            throw new LaunchException("the agent for other hosts cannot be read: " + e);
        }
        script.add(distribution.folder().getPath());
        script.addAll(names);
        script.addAll(lengths);
        agent = bytes.toByteArray();
    }

    private static String script() throws IOException {
        try (InputStream in = AgentCommand.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException(SCRIPT + " is missing in the launcher's jar file");
            }
            StringBuilder text = new StringBuilder();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    text.append(line).append('\n');
                }
            }
            return text.toString();
        }
    }

    /** The words that start the agent on a host. */
    List<String> words(String host) throws LaunchException {
        List<String> words = prefix(launcher, host);
        String name = Path.of(words.getFirst()).getFileName().toString();
        boolean shell = name.endsWith("ssh") || name.endsWith("rsh");
        for (String word : script) {
            words.add(shell ? quoted(word) : word);
        }
        return words;
    }

    /** What the agent is to read. */
    byte[] input(AgentSetup setup) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(agent);
        bytes.writeBytes(setup.encode());
        return bytes.toByteArray();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** The launcher command for a host: its words, which quotes may hold together, with the host's name. */
    static List<String> prefix(String launcher, String host) throws LaunchException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < launcher.length(); i++) {
            char c = launcher.charAt(i);
            if (quote != 0 ? c == quote : c == '\'' || c == '"') {
                quote = quote == 0 ? c : 0;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                addWord(words, word, begun);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new UsageException("--launcher " + launcher + ": a quote " + quote + " is not closed");
        }
        addWord(words, word, begun);
        boolean placed = launcher.contains(HOST);
        words.replaceAll(text -> text.replace(HOST, host));
        if (!placed) {
            words.add(host);
        }
        return words;
    }

    private static void addWord(List<String> words, StringBuilder word, boolean begun) {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
