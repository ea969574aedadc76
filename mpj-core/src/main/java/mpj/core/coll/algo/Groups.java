package mpj.core.coll.algo;

/**
 * Places that are joined to fewer groups of neighbours: so many, as equal as can be. The first of a group acts for it.
 *
 * @param groups no more than the places
 */
record Groups(int places, int groups) {
    /** The group of a place. */
    int of(int place) {
        return (int) (((place + 1L) * groups - 1) / places);
    }

    /** The first place of a group; of the one after the last, the number of places. */
    int first(int group) {
        return (int) ((long) group * places / groups);
    }
}
