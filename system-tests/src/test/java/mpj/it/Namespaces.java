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
    /** A second one, on a network of its own, of which hosts have it on. */
    static final String DEVICE2 = "eth1";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String prefix;
    private final String network;
    private final String network2;
    private final String network6;
    private final List<String> names = new ArrayList<>();
    private boolean twoNetworks;
    private final Thread remover = new Thread(this::remove, "remove-namespaces");

    /** Names and addresses that no other test has at the same time, in the range that is reserved for tests. */
    private Namespaces() {
        int number = (int) (ProcessHandle.current().pid() * 8 + MADE.getAndIncrement()) & 0xffff;
        prefix = "mpj" + number;
        network = "198." + (18 + number % 2) + "." + number / 2 % 256 + ".";
        network2 = "100." + (64 + number % 2) + "." + number / 2 % 256 + ".";
        network6 = "fd6d:706a:" + Integer.toHexString(number) + "::";
    }

    /** So many hosts. */
    static Namespaces of(int count) {
        return of(count, false);
    }

    /** So many hosts that have a second network, too, with addresses of both versions of IP. */
    static Namespaces withTwoNetworks(int count) {
        return of(count, true);
    }

    private static Namespaces of(int count, boolean twoNetworks) {
        Namespaces spaces = new Namespaces();
        // a run of the tests that is broken off leaves none either
        Runtime.getRuntime().addShutdownHook(spaces.remover);
        try {
            spaces.make(count);
            if (twoNetworks) {
                spaces.addNetwork();
            }
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

    private void addNetwork() throws IOException {
        String bridge = prefix + "b2";
        ip("link", "add", bridge, "type", "bridge");
        twoNetworks = true;
        ip("addr", "add", network2 + "254/24", "dev", bridge);
        ip("addr", "add", network6 + "254/64", "dev", bridge, "nodad");
        ip("link", "set", bridge, "up");
        for (int i = 1; i <= names.size(); i++) {
            String name = host(i);
            ip("link", "add", port2(i), "type", "veth", "peer", "name", DEVICE2, "netns", name);
            ip("link", "set", port2(i), "master", bridge, "up");
            ip("-n", name, "addr", "add", network2 + i + "/24", "dev", DEVICE2);
            ip("-n", name, "addr", "add", network6 + i + "/64", "dev", DEVICE2, "nodad");
            ip("-n", name, "link", "set", DEVICE2, "up");
        }
    }

    private String port2(int host) {
        return prefix + "w" + host;
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

    /** The addresses of the second network. */
    String network2() {
        return network2 + "0/24";
    }

    /** The addresses of version 6 of the second network. */
    String network6() {
        return network6 + "/64";
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

    /** Pulls the cable of a host's second network. */
    void cutOff2(int host) throws IOException {
        ip("link", "set", port2(host), "down");
    }

    /** Has the second network lead nowhere from a host, which does not notice. */
    void isolate2(int host) throws IOException {
        ip("link", "set", port2(host), "nomaster");
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
        if (twoNetworks) {
            removeQuietly("link", prefix + "b2");
        }
    }

    private static void removeQuietly(String kind, String name) {
        try {
            ip(kind, "del", name);
        } catch (IOException e) {
            System.err.println("not removed: " + e.getMessage());
        }
    }
}
