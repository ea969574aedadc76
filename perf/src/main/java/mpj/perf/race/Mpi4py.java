package mpj.perf.race;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python that has mpi4py.
 *
 * @param python its name
 * @param version of mpi4py and of the MPI library below
 */
record Mpi4py(String python, String version, MpiLauncher launcher, Course course) {
    private static final String QUESTION = "import mpi4py; mpi4py.rc.initialize = False\n"
            + "from mpi4py import MPI; print('mpi4py', mpi4py.__version__, 'over', MPI.Get_library_version())";

    /** The first one, with the launcher of the library that it stands on. */
    static Mpi4py find(Course course) throws LeftOutException, InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            String answer = Tools.line(Tools.output(List.of(python, "-c", QUESTION)), "mpi4py");
            if (!answer.isEmpty()) {
                boolean isMpich = answer.contains("MPICH");
                if (isMpich && !course.isBound()) {
                    throw new LeftOutException("MPICH, on which it stands, spins");
                }
                String version = answer.replaceFirst("(, package| with|\\(|Version:\\s*).*", "");
                MpiLauncher launcher = isMpich ? MpiLauncher.mpich(course) : MpiLauncher.openMpi(course);
                return new Mpi4py(python, version.strip(), launcher, course);
            }
        }
        throw new LeftOutException("not installed: no python3 has the module mpi4py");
    }

    /** A job of a module's. */
    List<String> module(String module, String argument) {
        return launcher.with(List.of(python, "-m", module, argument));
    }

    /** A job of a script. */
    List<String> script(Path script, List<String> options) {
        List<String> words = new ArrayList<>(List.of(python, script.toString()));
        words.addAll(options);
        return launcher.with(words);
    }

    /** A job of the benchmark that all other disciplines have. */
    List<String> bench(PeerPrograms programs, List<String> options) throws LeftOutException {
        if (course.discipline().kind() == Discipline.Kind.OVERLAP) {
            throw new LeftOutException("there is no such program for it");
        }
        List<String> words = new ArrayList<>(List.of(course.discipline().name()));
        words.addAll(course.optionsWithPairs());
        words.addAll(options);
        return script(programs.script("mpi4py_bench.py"), words);
    }
}
