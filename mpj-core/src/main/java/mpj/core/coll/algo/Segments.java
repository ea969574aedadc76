package mpj.core.coll.algo;

/** How lengths of segments are written in names: {@code 64k}. */
final class Segments {
    private Segments() {}

    static String name(String algorithm, long bytes) {
        boolean mega = bytes >= 1 << 20;
        return algorithm + '-' + (mega ? bytes >> 20 : bytes >> 10) + (mega ? 'm' : 'k');
    }
}
