package mpj.perf.race;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whom this library races against. */
enum Peer {
    /** Programs in C over Open MPI. */
    OPENMPI("openmpi") {
        @Override
        List<Contestant> enter(Course course, PeerPrograms programs) throws LeftOutException, InterruptedException {
            MpiLauncher launcher = MpiLauncher.openMpi(course);
            return List.of(peer(launcher.version(), launcher.with(cProgram(course, programs))));
        }
    },
    /** Programs in C over MPICH. */
    MPICH("mpich") {
        @Override
        List<Contestant> enter(Course course, PeerPrograms programs) throws LeftOutException, InterruptedException {
            if (!course.isBound() && course.discipline().kind() != Discipline.Kind.STARTUP) {
                throw new LeftOutException("it spins: with " + course.ranks() + " ranks on " + course.cores()
                        + " cores a message takes it milliseconds");
            }
            MpiLauncher launcher = MpiLauncher.mpich(course);
            return List.of(peer(launcher.version(), launcher.with(cProgram(course, programs))));
        }
    },
    /** Python, with buffers. */
    MPI4PY("mpi4py") {
        @Override
        List<Contestant> enter(Course course, PeerPrograms programs) throws LeftOutException, InterruptedException {
            Mpi4py python = Mpi4py.find(course);
            return switch (course.discipline().kind()) {
                case STARTUP -> List.of(peer(python.version(), python.module("mpi4py.bench", "helloworld")));
                case OBJECTS -> {
                    Path script = programs.script("mpi4py_objects.py");
                    List<String> shapes = new ArrayList<>(course.options());
                    yield List.of(
                            peer("pickle", python.version(), python.script(script, shapes)),
                            peer("pkl5", python.version(), python.script(script, plus(shapes, "--pkl5"))));
                }
                default -> List.of(peer(python.version(), python.bench(programs, List.of())));
            };
        }
    },
    /** Python, with objects that it pickles. */
    MPI4PY_PICKLE("mpi4py-pickle") {
        @Override
        List<Contestant> enter(Course course, PeerPrograms programs) throws LeftOutException, InterruptedException {
            return switch (course.discipline().kind()) {
                case STARTUP, OBJECTS -> throw new LeftOutException("mpi4py takes part");
                default -> {
                    Mpi4py python = Mpi4py.find(course);
                    yield List.of(peer(python.version(), python.bench(programs, List.of("--pickle"))));
                }
            };
        }
    },
    /** Java over MPJ Express, whose ranks are threads of one process. */
    MPJEXPRESS("mpjexpress") {
        @Override
        List<Contestant> enter(Course course, PeerPrograms programs) throws LeftOutException {
            if (course.tcp()) {
                throw new LeftOutException("its ranks are processes only where its daemons run on all hosts");
            }
            List<String> program = new ArrayList<>();
            switch (course.discipline().kind()) {
                case STARTUP -> program.add("hello");
                case LATENCY, BANDWIDTH, RING, COLLECTIVE -> {
                    program.add(course.discipline().name());
                    program.addAll(course.optionsWithPairs());
                }
                case OVERLAP, OBJECTS -> throw new LeftOutException("there is no such program for it");
            }
            Path classes = programs.program(label(), "ExpressPeer.class").resolveSibling("");
            String version = "MPJ Express, whose ranks are threads of one process, not bound to cores";
            MpjExpress express = MpjExpress.find();
            List<String> command = express.job(course.ranks(), classes, program);
            return List.of(new Contestant(label(), Contestant.Role.PEER, version, command, express.environment()));
        }
    },
    /** What shared memory or sockets give to a C program without any library. */
    RAW("raw") {
        @Override
        List<Contestant> enter(Course course, PeerPrograms programs) throws LeftOutException {
            String name = course.discipline().name();
            if (!name.equals("latency") && !name.equals("bw") || course.ranks() != 2) {
                throw new LeftOutException("it has latency and bw of two processes alone");
            }
            List<String> command = new ArrayList<>();
            command.add(programs.program("raw", "raw_messages").toString());
            command.add(name);
            if (course.tcp()) {
                command.add("--tcp");
            }
            command.addAll(course.options());
            String version = course.tcp() ? "C over a loopback connection" : "C over shared memory";
            return List.of(new Contestant(label(), Contestant.Role.LIMIT, version, command, Map.of()));
        }
    };

    private final String label;

    Peer(String label) {
        this.label = label;
    }

    /** How the command line and the tables call it. */
    String label() {
        return label;
    }

    /**
     * How it takes part.
     *
     * @throws LeftOutException if it cannot; tells why
     */
    abstract List<Contestant> enter(Course course, PeerPrograms programs) throws LeftOutException, InterruptedException;

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Peer of(String label) {
        for (Peer peer : values()) {
            if (peer.label.equals(label)) {
                return peer;
            }
        }
        throw new IllegalArgumentException(
                "no peer '" + label + "': there are " + String.join(", ", labels()));
    }

    private static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Peer peer : values()) {
            labels.add(peer.label);
        }
        return labels;
    }

    Contestant peer(String version, List<String> command) {
        return new Contestant(label, Contestant.Role.PEER, version, command, Map.of());
    }

    Contestant peer(String variant, String version, List<String> command) {
        return new Contestant(label + " " + variant, Contestant.Role.PEER, version, command, Map.of());
    }

    /** The words of the C program that does what the benchmark does. */
    List<String> cProgram(Course course, PeerPrograms programs) throws LeftOutException {
        Discipline discipline = course.discipline();
        String program = switch (discipline.kind()) {
            case LATENCY -> "peer_latency";
            case BANDWIDTH -> "peer_bw";
            case RING -> "peer_ring";
            case COLLECTIVE, OVERLAP -> "peer_coll";
            case STARTUP -> "peer_hello";
            case OBJECTS -> throw new LeftOutException("C has no objects");
        };
        List<String> words = new ArrayList<>(List.of(programs.program(label, program).toString()));
        switch (discipline.kind()) {
            case COLLECTIVE, OVERLAP -> words.add(discipline.name());
            case BANDWIDTH -> words.addAll(discipline.name().equals("bibw") ? List.of("--both-ways") : List.of());
            default -> {}
        }
        words.addAll(course.optionsWithPairs());
        return words;
    }

    private static List<String> plus(List<String> words, String last) {
        List<String> all = new ArrayList<>(words);
        all.add(last);
        return all;
    }
}
