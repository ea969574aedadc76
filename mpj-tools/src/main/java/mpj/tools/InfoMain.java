package mpj.tools;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import mpi.MPI;
import mpj.base.config.Installation;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterInfo;
import mpj.base.config.Parameters;
import mpj.base.json.Json;
import mpj.transport.MessageHandler;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * {@code mpj-info}: what is installed, what works here, and what is set. As a program of a job - {@code mpjexec -n 1
 * mpj.tools.InfoMain} - it shows what a rank sees, with what the command line has set.
 */
public final class InfoMain {
    private static final int USAGE_CODE = 2;

    private static final String USAGE =
            """
            usage: mpj-info [--json | --markdown]
                   mpj-info --collectives RANKS [--ppn N] [--transport NAME] [--json]

              (nothing)        the version, transports and parameters of MPI for Java
              --collectives    which algorithm each collective operation of so many ranks uses, by size, and why
              --ppn N          ranks on a node (default: all)
              --transport NAME shm, tcp or rdma: between the nodes, or on the node if there is one (default: what works)
              --json           the same as JSON
              --markdown       the parameters as a table
            """;

    private InfoMain() {}

    /**
     * Whether a transport can be used.
     *
     * @param problem why it cannot; null if it can
     * @param uses what it uses and why, if there is something to tell
     */
    private record TransportState(String name, @Nullable String problem, String uses) {}

    /**
     * A parameter with its value here and where that comes from.
     *
     * @param problem what is wrong with the value; null if nothing is
     */
    private record Setting(ParameterInfo info, String value, String origin, @Nullable String problem) {}

    /** Prints what there is. */
    public static void main(String[] args) {
        if (List.of(args).contains("--collectives")) {
            printCollectives(args);
            return;
        }
        switch (args.length == 0 ? "" : String.join(" ", args)) {
            case "" -> printText(System.out);
            case "--json" -> System.out.println(Json.of(asMap()));
            case "--markdown" -> printMarkdown(System.out);
            case "--help", "-h" -> System.out.print(USAGE);
            default -> fail("unknown option: " + String.join(" ", args));
        }
    }

    private static void printCollectives(String[] args) {
        List<String> usable = new ArrayList<>();
        for (TransportState state : transports()) {
            if (state.problem() == null) {
                usable.add(state.name());
            }
        }
        try {
            CollectivesTable.of(args, usable, Parameters.fromEnvironment()).print(System.out);
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private static void fail(String message) {
        System.err.println("mpj-info: " + message + " (mpj-info --help tells more)");
        System.err.flush();
        System.exit(USAGE_CODE);
    }

    private static Map<String, Object> general() {
        Map<String, Object> general = new LinkedHashMap<>();
        general.put("version", Installation.version());
        general.put("standard", "MPI " + MPI.getVersion());
        general.put("library", Installation.folder().getPath());
        general.put("java", System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")");
        general.put("javaHome", String.valueOf(System.getProperty("java.home")));
        general.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        general.put("processors", Runtime.getRuntime().availableProcessors());
        return general;
    }

    private static List<TransportState> transports() {
        List<TransportProvider> providers = new ArrayList<>();
        ServiceLoader.load(TransportProvider.class).forEach(providers::add);
        providers.sort(Comparator.comparingInt(TransportProvider::preference));
        List<TransportState> states = new ArrayList<>();
        states.add(new TransportState("self", null, ""));
        for (TransportProvider provider : providers) {
            states.add(state(provider));
        }
        return states;
    }

    /** Opens the transport as a rank of two would, and closes it. */
    private static TransportState state(TransportProvider provider) {
        TransportContext context = new TransportContext(
                0, 2, 2, "mpj-info", new byte[32], Parameters.fromEnvironment(), new Nobody());
        try (Transport transport = provider.open(context)) {
            return new TransportState(provider.name(), null, transport.description());
        } catch (TransportUnavailableException | IllegalArgumentException | LinkageError e) {
            return new TransportState(provider.name(), String.valueOf(e.getMessage()), "");
        }
    }

    /** Nothing arrives at a transport that is only opened. */
    private static final class Nobody implements MessageHandler {
        @Override
        public void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length) {}

        @Override
        public void onCompletion(long token, int status) {}

        @Override
        public void onNote(int peer, int note) {}

        @Override
        public void onPeerLost(int peer, String reason) {}
    }

    private static List<Setting> settings() {
        String set = System.getenv(Parameters.COMMAND_LINE);
        List<String> fromCommandLine = set == null ? List.of() : List.of(set.split(",", -1));
        List<Setting> settings = new ArrayList<>();
        for (ParameterInfo info : ParameterCatalog.all()) {
            String value = System.getenv(info.name());
            if (value == null || value.isBlank()) {
                settings.add(new Setting(info, info.defaultValue(), "default", null));
            } else {
                boolean given = fromCommandLine.contains(info.name());
                settings.add(new Setting(info, value, given ? "command line" : "environment", problem(info, value)));
            }
        }
        return settings;
    }

    private static @Nullable String problem(ParameterInfo info, String value) {
        try {
            info.form().check(info.name(), value.trim());
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static Map<String, Object> asMap() {
        Map<String, Object> all = general();
        List<Object> transports = new ArrayList<>();
        for (TransportState state : transports()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", state.name());
            entry.put("usable", state.problem() == null);
            entry.put("problem", state.problem());
            entry.put("uses", state.uses());
            transports.add(entry);
        }
        all.put("transports", transports);
        List<Object> parameters = new ArrayList<>();
        for (Setting setting : settings()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", setting.info().name());
            entry.put("value", setting.value());
            entry.put("origin", setting.origin());
            entry.put("wrong", setting.problem());
            entry.put("default", setting.info().defaultValue());
            entry.put("unit", setting.info().unit());
            entry.put("meaning", setting.info().meaning());
            parameters.add(entry);
        }
        all.put("parameters", parameters);
        return all;
    }

    private static void printText(PrintStream out) {
        general().forEach((name, value) -> out.printf("%-11s %s%n", name + ":", value));
        out.println("transports, in the order in which they are tried:");
        for (TransportState state : transports()) {
            String problem = state.problem();
            String uses = state.uses().isEmpty() ? "usable" : "usable: " + state.uses();
            out.printf("  %-5s %s%n", state.name(), problem == null ? uses : "not usable: " + problem);
        }
        out.println("parameters (environment variables):");
        for (Setting setting : settings()) {
            ParameterInfo info = setting.info();
            out.printf("  %s = %s (%s)%n", info.name(), setting.value(), setting.origin());
            out.printf("      %s; %s%n", info.unit(), info.meaning());
            if (setting.problem() != null) {
                out.printf("      wrong: %s%n", setting.problem());
            }
        }
    }

    /** The table of the README, which a test compares with this. */
    private static void printMarkdown(PrintStream out) {
        out.println("| variable | value | meaning | default |");
        out.println("|---|---|---|---|");
        for (ParameterInfo info : ParameterCatalog.all()) {
            out.println("| `" + info.name() + "` | " + info.unit() + " | " + info.meaning() + " | " + info.defaultValue() + " |");
        }
    }
}
