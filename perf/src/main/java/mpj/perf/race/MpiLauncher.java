package mpj.perf.race;

import java.util.ArrayList;
import java.util.List;

/**
 * The launcher of a C MPI, as it is called in a race: bound to cores where there are enough, as mpjexec does by itself.
 *
 * @param version in its own words
 * @param words that start a job, without the program
 */
record MpiLauncher(String version, List<String> words) {
    private static final String OPEN_MPI = "open-mpi.org";
    private static final String HYDRA = "HYDRA";

    static MpiLauncher openMpi(Course course) throws LeftOutException, InterruptedException {
        MpiLauncher found = find(List.of("mpirun.openmpi", "mpirun"), OPEN_MPI);
        List<String> words = found.words;
        // it refuses root without it
        words.add("--allow-run-as-root");
        words.addAll(List.of("-n", Integer.toString(course.ranks())));
        words.addAll(course.isBound() ? List.of("--bind-to", "core") : List.of("--oversubscribe"));
        if (course.tcp()) {
            words.addAll(List.of("--mca", "pml", "ob1", "--mca", "btl", "tcp,self", "--mca", "btl_tcp_if_include", "lo"));
        }
        return found;
    }

    static MpiLauncher mpich(Course course) throws LeftOutException, InterruptedException {
        MpiLauncher found = find(List.of("mpirun.mpich", "mpiexec.hydra", "mpirun"), HYDRA);
        List<String> words = found.words;
        words.addAll(List.of("-n", Integer.toString(course.ranks())));
        if (course.isBound()) {
            words.addAll(List.of("-bind-to", "core"));
        }
        if (course.tcp()) {
            // shared memory off; where UCX moves the messages it must not use its own
            words.addAll(List.of("-genv", "MPIR_CVAR_NOLOCAL", "1", "-genv", "UCX_TLS", "tcp"));
        }
        return found;
    }

    private static MpiLauncher find(List<String> names, String mark) throws LeftOutException, InterruptedException {
        for (String name : names) {
            String version = Tools.find(name).isEmpty() ? "" : Tools.output(List.of(name, "--version"));
            if (version.contains(mark)) {
                return new MpiLauncher(versionOf(version, mark), new ArrayList<>(List.of(name)));
            }
        }
        throw new LeftOutException("not installed: there is no " + names.getFirst());
    }

    private static String versionOf(String text, String mark) {
        String line = Tools.line(text, mark.equals(HYDRA) ? "Version:" : "");
        return (mark.equals(HYDRA) ? "MPICH " : "Open MPI ") + line.substring(line.lastIndexOf(' ') + 1);
    }

    /** The job of this program. */
    List<String> with(List<String> program) {
        List<String> all = new ArrayList<>(words);
        all.addAll(program);
        return all;
    }
}
