package mpj.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of a job's hosts are the same machine, known as soon as all of them have reported. */
final class Machines {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final String own;
    private final int ownRanks;
    private final @Nullable String[] machines;
    private final int[] ranks;
    private int reported;

    /**
     * Machines that are not known yet.
     *
     * @param own the one on which mpjexec runs
     * @param ownRanks the ranks that it starts itself: they have the first cores
     * @param ranks those of each other host
     */
    Machines(String own, int ownRanks, int... ranks) {
        this.own = own;
        this.ownRanks = ownRanks;
        this.ranks = ranks.clone();
        machines = new String[ranks.length];
    }

    /**
     * A name of the machine on which this process runs and of the cores that it may use there: who may use others has
     * nothing to share. No user can override it, as what counts as a host.
     */
    static String ofThisProcess() {
        String boot;
        try {
            boot = Files.readString(BOOT_ID).trim();
        } catch (IOException e) {
            boot = "unknown";
        }
        return boot + "/" + String.join(" ", Cores.ofThisMachine().list());
    }

    /** A host tells its machine, once; true if it was the last one. */
    synchronized boolean report(int host, String machine) {
        machines[host] = machine;
        reported++;
        return reported == machines.length;
    }

    /** What a host has of its machine, when all have reported. */
    synchronized MachineShare share(int host) {
        String machine = machines[host];
        int before = 0;
        int total = own.equals(machine) ? ownRanks : 0;
        for (int other = 0; other < ranks.length; other++) {
            if (other == host) {
                before = total;
            }
            total += Objects.equals(machine, machines[other]) ? ranks[other] : 0;
        }
        return new MachineShare(before, total);
    }
}
