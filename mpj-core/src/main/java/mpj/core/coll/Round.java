package mpj.core.coll;

import java.util.List;

/**
 * A part of a schedule: the steps of {@code before} one after the other, then all messages at once and, while these are
 * on their way, the steps of {@code meanwhile}. The next round begins when all of it is done.
 */
public final class Round {
    /** The messages of a round that a blocking call has a short way for. */
    enum Form {
        NONE,
        SEND,
        RECEIVE,
        EXCHANGE,
        SEVERAL
    }

    final Step.Local[] before;
    final Step.Message[] messages;
    final Step.Local[] meanwhile;
    final Form form;

    /** A round of these steps. */
    public Round(List<Step.Local> before, List<Step.Message> messages, List<Step.Local> meanwhile) {
        this.before = before.toArray(new Step.Local[0]);
        this.messages = messages.toArray(new Step.Message[0]);
        this.meanwhile = meanwhile.toArray(new Step.Local[0]);
        this.form = form(messages);
    }

    private static Form form(List<Step.Message> messages) {
        return switch (messages.size()) {
            case 0 -> Form.NONE;
            case 1 -> messages.getFirst().sends() ? Form.SEND : Form.RECEIVE;
            case 2 -> messages.get(0).sends() && !messages.get(1).sends() ? Form.EXCHANGE : Form.SEVERAL;
            default -> Form.SEVERAL;
        };
    }

    /** What is done first; these alone may reduce. */
    public List<Step.Local> before() {
        return List.of(before);
    }

    /** The messages. */
    public List<Step.Message> messages() {
        return List.of(messages);
    }

    /** What is done while the messages are on their way; it touches none of their memory. */
    public List<Step.Local> meanwhile() {
        return List.of(meanwhile);
    }

    /** Whether the operation's function is called. */
    boolean reduces() {
        for (Step.Local local : before) {
            if (local instanceof Step.Reduction) {
                return true;
            }
        }
        return false;
    }
}
