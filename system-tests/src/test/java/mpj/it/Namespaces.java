package mpj.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts on one machine: network name spaces with an address each, joined by a bridge that this machine is on, too. A test
 * without the right or the tool to make them is skipped.
 */
final class Namespaces implements AutoCloseable {
    private static final String DEVICE = "eth0";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String prefix;
    private final String network;
    private final List<String> names = new ArrayList<>();
    private final Thread remover = new Thread(this::remove, "remove-namespaces");

    /** Names and addresses that no other test has at the same time, in the range that is reserved for tests. */
    private Namespaces() {
        int number = (int) (ProcessHandle.current().pid() * 8 + MADE.getAndIncrement()) & 0xffff;
        prefix = "mpj" + number;
        network = "198." + (18 + number % 2) + "." + number / 2 % 256 + ".";
    }

    /** So many hosts. */
    static Namespaces of(int count) {
        Namespaces spaces = new Namespaces();
        // a run of the tests that is broken off leaves none either
        Runtime.getRuntime().addShutdownHook(spaces.remover);
        try {
            spaces.make(count);
        } catch (IOException e) {
            spaces.close();
            abort("network name spaces cannot be made (root and 'ip' of iproute2 are needed): " + e.getMessage());
        }
        return spaces;
    }

    private void make(int count) throws IOException {
        String bridge = prefix + "br";
        ip("link", "add", bridge, "type", "bridge");
        ip("addr", "add", network + "254/24", "dev", bridge);
        ip("link", "set", bridge, "up");
        for (int i = 1; i <= count; i++) {
            String name = prefix + "h" + i;
            ip("netns", "add", name);
            names.add(name);
            ip("link", "add", port(i), "type", "veth", "peer", "name", DEVICE, "netns", name);
            ip("link", "set", port(i), "master", bridge, "up");
            ip("-n", name, "addr", "add", address(i) + "/24", "dev", DEVICE);
            ip("-n", name, "link", "set", DEVICE, "up");
            ip("-n", name, "link", "set", "lo", "up");
        }
    }

    private String port(int host) {
        return prefix + "v" + host;
    }

    /** The name of a host, counted from 1. */
    String host(int host) {
        return names.get(host - 1);
    }

    String address(int host) {
        return network + host;
    }

    /** The addresses of all of them. */
    String network() {
        return network + "0/24";
    }

    /** All hosts with so many slots each, as {@code --hosts} takes them. */
    String hosts(int slots) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(name + ":" + slots);
        }
        return String.join(",", texts);
    }

    /** What starts a command on a host, where processes know that they share no memory with those of another. */
    String launcher() {
        return "env MPJ_HOST_ID={host} ip netns exec {host}";
    }

    /** Pulls a host's network cable. */
    void cutOff(int host) throws IOException {
        ip("link", "set", port(host), "down");
    }

    private static void ip(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output.trim());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException e) {
            // it runs already
            return;
        }
        remove();
    }

    private void remove() {
        for (String name : names) {
            removeQuietly("netns", name);
        }
        removeQuietly("link", prefix + "br");
    }

    private static void removeQuietly(String kind, String name) {
        try {
            ip(kind, "del", name);
        } catch (IOException e) {
            System.err.println("not removed: " + e.getMessage());
        }
    }
}
