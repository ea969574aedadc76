package mpj.base.json;

/** A text is not JSON, or not what it should be; says where. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    /** An error on this line, counted from 1. */
    public JsonException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }
}
