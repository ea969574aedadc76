package mpj.base.net;

/** Ports that may be listened on, both ends included. */
public record PortRange(int first, int last) {
    /** Any free port. */
    public static final PortRange ANY = new PortRange(0, 0);

    private static final int MAX_PORT = 65_535;

    /**
     * The range that a text names: FIRST-LAST, or one port.
     *
     * @param origin where the text is from, for the message
     * @throws IllegalArgumentException if it names none
     */
    public static PortRange parse(String origin, String text) {
        int dash = text.indexOf('-');
        try {
            int first = Integer.parseInt((dash < 0 ? text : text.substring(0, dash)).trim());
            int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1).trim());
            if (first >= 1 && first <= last && last <= MAX_PORT) {
                return new PortRange(first, last);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                origin + text + " is not a range of ports: must be FIRST-LAST (20000-20999), from 1 to " + MAX_PORT);
    }

    public boolean isAny() {
        return first == 0;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
