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
    private final @Nullable String setpriv;
    private final @Nullable String setsid;
    private final @Nullable String taskset;

    StartPrefix(ExecutablePath path) {
        setpriv = path.find("setpriv");
        setsid = path.find("setsid");
        taskset = path.find("taskset");
    }

    /** Whether ranks lead process groups of their own. */
    boolean groups() {
        return setsid != null;
    }

    /** What the missing commands mean for the job. */
    List<String> notes(boolean binding) {
        List<String> notes = new ArrayList<>();
        if (setpriv == null) {
            notes.add("setpriv is not on the PATH: ranks that hang may outlive a killed mpjexec");
        }
        if (setsid == null) {
            notes.add("setsid is not on the PATH: ranks have no process groups of their own");
        }
        if (binding && taskset == null) {
            notes.add("taskset is not on the PATH: ranks are not bound to cores");
        }
        return notes;
    }

    /** Begins the command that starts an agent: ended when the launcher is killed, deaf to the terminal's keys. */
    List<String> agentCommand() {
        return begin("TERM");
    }

    /** Begins the command of a rank that is to run on {@code processors}, or anywhere if null. */
    List<String> command(@Nullable String processors) {
        List<String> command = begin("KILL");
        if (taskset != null && processors != null) {
            command.add(taskset);
            command.add("-c");
            command.add(processors);
        }
        return command;
    }

    private List<String> begin(String deathSignal) {
        List<String> command = new ArrayList<>();
        if (setpriv != null) {
            command.add(setpriv);
            command.add("--pdeathsig");
            command.add(deathSignal);
        }
        if (setsid != null) {
            command.add(setsid);
        }
        return command;
    }
}
