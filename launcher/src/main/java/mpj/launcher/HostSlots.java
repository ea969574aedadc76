package mpj.launcher;

/**
 * A host as the user names it.
 *
 * @param name what the launcher command is to reach it by
 * @param slots how many ranks it takes
 */
record HostSlots(String name, int slots) {}
