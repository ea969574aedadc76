package mpj.launcher;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help text. */
final class Usage {
    private static final int WIDTH = 100;

    private Usage() {}

    static void print(PrintStream out) {
        CommandSpec spec = CommandSpec.create().name("mpjexec");
        spec.usageMessage()
                .customSynopsis(
                        "mpjexec [OPTION...] [JVM OPTION...] PROGRAM [ARGUMENT...] [: [OPTION...] PROGRAM ...]")
                .description(
                        "Starts the ranks of an MPI job. PROGRAM is a source file (X.java), a class on the class path,"
                                + " --jar FILE, the path of an executable, or any command after --.%n")
                .sortOptions(false)
                .optionListHeading("Options:%n")
                .footer(
                        "%nJVM options (-X..., -D..., -ea, --add-opens, -javaagent:..., and anything after -J) go to the"
                                + " ranks. The job's exit code is that of the first rank that fails.%n",
                        "  mpjexec -n 4 Hello.java",
                        "  mpjexec -n 4 -cp classes -Xmx1g my.Main input.txt",
                        "  mpjexec -n 1 -cp classes Server : -n 3 -cp classes Client",
                        "  mpjexec -n 4 -- java -jar app.jar")
                .width(WIDTH);
        for (Option option : Option.values()) {
            spec.addOption(option(option));
        }
        new CommandLine(spec).usage(out, Ansi.OFF);
    }

    private static OptionSpec option(Option option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names.toArray(new String[0])).description(option.help);
        if (option.value == null) {
            return builder.type(boolean.class).arity("0").build();
        }
        return builder.type(String.class).arity("1").paramLabel(option.value).build();
    }
}
