package mpj.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * A real ssh server on a loopback port, with keys and configuration of its own in a folder, and names of "hosts" that all
 * lead to it. A test without the server's or the client's program, or the right to run it, is skipped.
 */
final class SshServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
    /** Where the server shuts in the part of itself that strangers talk to. */
    private static final Path PRIVILEGES = Path.of("/run/sshd");

    private final Path folder;
    private final Process process;
    private final boolean madePrivileges;

    private SshServer(Path folder, Process process, boolean madePrivileges) {
        this.folder = folder;
        this.process = process;
        this.madePrivileges = madePrivileges;
    }

    /** A server for these names of hosts. */
    static SshServer start(Path folder, String... names) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            abort(PROGRAM + " is missing (package openssh-server)");
        }
        if (!Files.isWritable(Path.of("/run"))) {
            abort(PROGRAM + " needs root here");
        }
        boolean made = !Files.exists(PRIVILEGES);
        if (made) {
            Files.createDirectory(PRIVILEGES);
        }
        keygen(folder.resolve("host"));
        keygen(folder.resolve("user"));
        keygen(folder.resolve("stranger"));
        int port = freePort();
        writeServer(folder, port);
        writeClient(folder, port, names);
        Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", folder.resolve("server").toString())
                .redirectErrorStream(true)
                .start();
        SshServer server = new SshServer(folder, process, made);
        server.awaitListening();
        return server;
    }

    private static void keygen(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ssh-keygen: " + output);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void writeServer(Path folder, int port) throws IOException {
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        Files.writeString(folder.resolve("server"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                UsePAM no
                StrictModes no
                PasswordAuthentication no
                AcceptEnv MPJ_IT_MARK MPJ_HOST_ID
                """.formatted(port, folder.resolve("host"), folder.resolve("authorized")));
    }

    private static void writeClient(Path folder, int port, String... names) throws IOException {
        String key = Files.readString(folder.resolve("host.pub"));
        Files.writeString(folder.resolve("known"), "[127.0.0.1]:" + port + " " + key);
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append("Host ").append(name).append("\n  SetEnv MPJ_HOST_ID=").append(name).append('\n');
        }
        text.append("""
                Host unknown
                  UserKnownHostsFile /dev/null
                Host refused
                  Port 1
                Host stranger
                  IdentityFile %s
                Host !stranger *
                  IdentityFile %s
                Host *
                  HostName 127.0.0.1
                  Port %d
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  StrictHostKeyChecking yes
                  BatchMode yes
                  SendEnv MPJ_IT_MARK
                """.formatted(folder.resolve("stranger"), folder.resolve("user"), port, folder.resolve("known")));
        Files.writeString(folder.resolve("client"), text.toString());
        for (String name : List.of("user", "stranger")) {
            Files.setPosixFilePermissions(
                    folder.resolve(name), Set.of(PosixFilePermission.OWNER_READ));
        }
    }

    private void awaitListening() throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.contains("Server listening")) {
                drain(reader);
                return;
            }
            text.append(line).append('\n');
        }
        close();
        abort("the ssh server does not start: " + text);
    }

    private static void drain(BufferedReader reader) {
        Thread thread = new Thread(() -> {
            try (reader) {
                reader.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                // the server's end
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** What starts a command on one of the hosts. */
    String launcher() {
        return "ssh -T -F " + folder.resolve("client");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        if (madePrivileges) {
            Files.deleteIfExists(PRIVILEGES);
        }
    }
}
