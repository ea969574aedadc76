package mpj.launcher;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that a rank's command is put behind: it dies with the launcher, leads a process group of its own, and is
 * bound to its core.
 *
 * <p>They replace themselves by what they start, so the rank has the process id that the launcher sees, at about a
 * millisecond each.
 */
final class StartPrefix {
    /** Leads a process group, then becomes the rank; perl need not tell what it thinks of the locale. */
    private static final String LEAD_GROUP = "delete $ENV{PERL_BADLANG}; setpgrp(0, 0);"
            + " exec {$ARGV[0]} @ARGV or do { print STDERR \"$ARGV[0]: $!\\n\"; exit 127 }";

    private final @Nullable String setpriv;
    private final @Nullable String setsid;
    private final List<String> leadGroup;
    private final @Nullable String taskset;

    StartPrefix(ExecutablePath path) {
        setpriv = path.find("setpriv");
        setsid = path.find("setsid");
        leadGroup = leadGroup(path.find("env"), path.find("perl"), setsid);
        taskset = path.find("taskset");
    }

    /**
     * A new session is a process group too, but Linux also makes it a scheduling group of its own (autogroup), in which a
     * rank that yields lets nobody else in: with 4 ranks on 2 cores a ring took 2.6 us a hop so, and 2.0 without. So it is
     * the second choice.
     */
    private static List<String> leadGroup(@Nullable String env, @Nullable String perl, @Nullable String setsid) {
        if (env != null && perl != null) {
            return List.of(env, "PERL_BADLANG=0", perl, "-e", LEAD_GROUP);
        }
        return setsid != null ? List.of(setsid) : List.of();
    }

    /** Whether ranks lead process groups of their own. */
    boolean groups() {
        return !leadGroup.isEmpty();
    }

    /** What the missing commands mean for the job. */
    List<String> notes(boolean binding) {
        List<String> notes = new ArrayList<>();
        if (setpriv == null) {
            notes.add("setpriv is not on the PATH: ranks that hang may outlive a killed mpjexec");
        }
        if (leadGroup.isEmpty()) {
            notes.add("neither perl nor setsid is on the PATH: ranks have no process groups of their own");
        }
        if (binding && taskset == null) {
            notes.add("taskset is not on the PATH: ranks are not bound to cores");
        }
        return notes;
    }

    /** Begins the command that starts an agent: ended when the launcher is killed, without a terminal to ask at. */
    List<String> agentCommand() {
        List<String> command = diesBy("TERM");
        command.addAll(setsid != null ? List.of(setsid) : leadGroup);
        return command;
    }

    /** Begins the command of a rank that is to run on {@code processors}, or anywhere if null. */
    List<String> command(@Nullable String processors) {
        List<String> command = diesBy("KILL");
        command.addAll(leadGroup);
        if (taskset != null && processors != null) {
            command.add(taskset);
            command.add("-c");
            command.add(processors);
        }
        return command;
    }

    private List<String> diesBy(String signal) {
        List<String> command = new ArrayList<>();
        if (setpriv != null) {
            command.add(setpriv);
            command.add("--pdeathsig");
            command.add(signal);
        }
        return command;
    }
}
