package mpj.perf.race;

import java.util.List;
import java.util.Map;

/**
 * Who takes part in a race.
 *
 * @param name in the tables
 * @param version what it is, in its own words
 * @param command what it runs in each round
 * @param environment additions to this process's for the command
 */
record Contestant(String name, Role role, String version, List<String> command, Map<String, String> environment) {
    /** As what it takes part. */
    enum Role {
        OURS,
        PEER,
        /** What the machine itself gives: nobody is measured by whether he beats it. */
        LIMIT
    }
}
