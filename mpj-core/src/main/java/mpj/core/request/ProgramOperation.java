package mpj.core.request;

/** An operation of which only the program knows when it is over. */
public final class ProgramOperation extends Operation {
    @Override
    public String describe() {
        return "generalized request";
    }
}
