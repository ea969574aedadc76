package mpj.launcher;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import mpj.wireup.JobProgram;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a source file, and those that it refers to in its folder, in memory: as {@code java X.java} does, but once
 * for all ranks.
 */
public final class SourceCompiler {
    private static final int RELEASE = 25;

    /** Those of the JVM's options that the compiler must know, too; each with its value. */
    private static final String[] SHARED_OPTIONS = {
        "--add-modules", "--add-exports", "--limit-modules", "--patch-module", "--module-path",
        "--upgrade-module-path"
    };

    private static final Pattern PACKAGE = Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

    private final PrintWriter messages;

    /**
     * A compiler.
     *
     * @param messages where its messages go, as javac would print them
     */
    public SourceCompiler(PrintWriter messages) {
        this.messages = messages;
    }

    /**
     * Looks whether there is something to compile.
     *
     * @throws IOException if there is not; the message says why
     */
    static void check(Path source) throws IOException {
        if (!Files.isRegularFile(source) && !Files.isReadable(source)) {
            throw new IOException(source + ": there is no such source file; looked in "
                    + Path.of("").toAbsolutePath());
        }
        if (Files.isDirectory(source) || !Files.isReadable(source)) {
            throw new IOException(source + ": this source file cannot be read");
        }
    }

    /**
     * Compiles.
     *
     * @return the program, or null if the source has errors, which have been printed
     * @throws IOException if the source cannot be read
     */
    public @Nullable JobProgram compile(Path source, String classPath, List<String> jvmOptions) throws IOException {
        check(source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler: a JDK is needed to run " + source);
        }
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Memory memory = new Memory(files);
            List<String> options = options(source, classPath, jvmOptions);
            JavacTask task = (JavacTask) compiler.getTask(
                    messages, memory, null, options, null, files.getJavaFileObjects(source));
            JobProgram program = compile(task, memory);
            messages.flush();
            return program;
        }
    }

    private @Nullable JobProgram compile(JavacTask task, Memory memory) throws IOException {
        String mainClass = null;
        for (CompilationUnitTree unit : task.parse()) {
            mainClass = firstClass(unit);
        }
        task.analyze();
        task.generate();
        if (mainClass == null || !memory.classes.containsKey(mainClass)) {
            return null;
        }
        Map<String, byte[]> classes = new HashMap<>();
        for (Map.Entry<String, ByteArrayOutputStream> entry : memory.classes.entrySet()) {
            classes.put(entry.getKey(), entry.getValue().toByteArray());
        }
        return new JobProgram(mainClass, classes);
    }

    /** The class to start: the first of the file, which in a compact source file is the implicit one. */
    private static @Nullable String firstClass(CompilationUnitTree unit) {
        ExpressionTree folder = unit.getPackageName();
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree type) {
                String name = type.getSimpleName().toString();
                return folder == null ? name : folder + "." + name;
            }
        }
        return null;
    }

    private static List<String> options(Path source, String classPath, List<String> jvmOptions) throws IOException {
        List<String> options = new ArrayList<>(List.of("-proc:none", "-Xdiags:verbose", "-Xlint:deprecation"));
        options.addAll(List.of("-Xlint:unchecked", "-Xlint:-options", "-cp", classPath));
        options.addAll(List.of("-sourcepath", sourceRoot(source).toString()));
        boolean preview = jvmOptions.contains("--enable-preview");
        if (Runtime.version().feature() != RELEASE || preview) {
            options.add("--release");
            options.add(Integer.toString(preview ? Runtime.version().feature() : RELEASE));
        }
        if (preview) {
            options.add("--enable-preview");
        }
        for (int i = 0; i < jvmOptions.size(); i++) {
            for (String shared : SHARED_OPTIONS) {
                String option = jvmOptions.get(i);
                if (option.equals(shared) && i + 1 < jvmOptions.size()) {
                    options.add(option);
                    options.add(jvmOptions.get(i + 1));
                } else if (option.startsWith(shared + "=")) {
                    options.add(option);
                }
            }
        }
        return options;
    }

    /** The folder above the source's package. */
    private static Path sourceRoot(Path source) throws IOException {
        Path root = source.toAbsolutePath().normalize().getParent();
        Matcher matcher = PACKAGE.matcher(Files.readString(source));
        if (matcher.find()) {
            for (int level = matcher.group(1).split("\\.", -1).length; level > 0 && root != null; level--) {
                root = root.getParent();
            }
        }
        return root == null ? Path.of("/") : root;
    }

    /** Keeps the class files in memory. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
