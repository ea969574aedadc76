package mpj.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import mpj.launcher.ProgramJar;
import mpj.launcher.SourceCompiler;
import mpj.wireup.JobClient;
import mpj.wireup.JobProgram;
import mpj.wireup.ProcessManager;
import mpj.wireup.ProcessManagers;
import mpj.wireup.WireupException;
import org.jspecify.annotations.Nullable;

/**
 * {@code mpj}: runs a program as a rank of its job, or as a job of one when started by hand.
 *
 * <pre>
 *   Run --class NAME [ARGUMENT...]     a class on the class path
 *   Run --compiled [ARGUMENT...]       what the launcher has compiled
 *   Run --jar FILE [ARGUMENT...]       the main class of a jar on the class path
 *   Run X.java | NAME [ARGUMENT...]    a source file or a class
 * </pre>
 *
 * <p>In the start path of every rank: no lambdas, no streams.
 */
public final class Run {
    private static final int USAGE_CODE = 2;
    private static final int FAILURE_CODE = 1;

    private final ProcessManager manager;

    private Run(ProcessManager manager) {
        this.manager = manager;
    }

    /** Runs a program. */
    public static void main(String[] args) {
        if (args.length == 0 || args[0].equals("--help")) {
            System.err.println("usage: mpj [JVM OPTION...] [-cp PATH] X.java | CLASS | --jar FILE  [ARGUMENT...]");
            halt(args.length == 0 ? USAGE_CODE : 0);
        }
        try {
            new Run(ProcessManagers.fromEnvironment()).run(args);
        } catch (WireupException e) {
            System.err.println("mpj: " + e.getMessage());
            halt(FAILURE_CODE);
        }
    }

    private void run(String[] args) {
        Class<?> main;
        int skipped = 1;
        try {
            switch (args[0]) {
                case "--compiled" -> main = load(((JobClient) manager).program());
                case "--class" -> {
                    main = load(word(args, 1));
                    skipped = 2;
                }
                case "--jar" -> {
                    main = load(mainClass(word(args, 1)));
                    skipped = 2;
                }
                default -> main = args[0].endsWith(".java") ? load(compile(args[0])) : load(args[0]);
            }
        } catch (ClassNotFoundException e) {
            abort(USAGE_CODE, "class " + e.getMessage() + " is not on the class path: name its folder or jar file (-cp)");
            return;
        } catch (IOException e) {
            // no such source or jar file, or one that cannot be read
            abort(USAGE_CODE, String.valueOf(e.getMessage()));
            return;
        } catch (LinkageError e) {
            abort(FAILURE_CODE, "the program's main class cannot be loaded: " + e);
            return;
        }
        run(main, Arrays.copyOfRange(args, skipped, args.length));
    }

    private static String word(String[] args, int index) throws IOException {
        if (index >= args.length) {
            throw new IOException(args[index - 1] + " needs a value");
        }
        return args[index];
    }

    private void run(Class<?> main, String[] args) {
        Thread.currentThread().setContextClassLoader(main.getClassLoader());
        // mpi.codec.ClassFilter wants to know which classes are the program's own
        System.setProperty("mpj.main", main.getName());
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrors(manager));
        try {
            MainMethod.of(main).run(args);
            awaitOtherThreads();
            ProcessManagers.end();
            // an ending JVM waits 300 ms for a thread that blocks in native code, as the lifeline does in its read
            manager.close();
        } catch (MainMethod.NotFoundException e) {
            abort(USAGE_CODE, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            Failures.abort(manager, "uncaught exception", e);
        }
    }

    private void abort(int code, String message) {
        System.out.flush();
        manager.abort(code, message);
        halt(code);
    }

    /** As the JVM does before it ends: MPI is not finalized under a thread that may yet use it. */
    @SuppressWarnings("ThreadJoinLoop")
    private static void awaitOtherThreads() {
        for (Thread other = anyOtherThread(); other != null; other = anyOtherThread()) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    // nobody but the program has a reason to, and it has left this thread
                }
            }
        }
    }

    private static @Nullable Thread anyOtherThread() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 16];
        int count = root.enumerate(threads);
        while (count == threads.length) {
            threads = new Thread[2 * count];
            count = root.enumerate(threads);
        }
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            if (thread != Thread.currentThread() && !thread.isDaemon() && thread.isAlive()) {
                return thread;
            }
        }
        return null;
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, false, ClassLoader.getSystemClassLoader());
    }

    private static Class<?> load(JobProgram program) throws ClassNotFoundException {
        ProgramLoader loader = new ProgramLoader(program.classes(), ClassLoader.getSystemClassLoader());
        return Class.forName(program.mainClass(), false, loader);
    }

    private static String mainClass(String jar) throws IOException {
        return ProgramJar.attributes(jar).getValue(Attributes.Name.MAIN_CLASS).trim();
    }

    private static JobProgram compile(String source) throws IOException {
        PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        String classPath = System.getProperty("java.class.path", ".");
        JobProgram program = new SourceCompiler(messages).compile(Path.of(source), classPath, List.of());
        if (program == null) {
            // the compiler has said why
            halt(FAILURE_CODE);
            throw new IllegalStateException();
        }
        return program;
    }

    private static void halt(int code) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
