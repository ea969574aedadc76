package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Blocks;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.coll.Task;

/** A rank's block that it keeps for itself. */
final class Own {
    private Own() {}

    /** From the buffer that is read to that of the result, unless it is there already. */
    static void place(Schedule.Builder steps, Task t) {
        if (!t.inPlace()) {
            Blocks send = t.send();
            Blocks receive = t.receive();
            steps.copy(new Step.Copy(
                    SEND,
                    send.at(t.rank()),
                    send.count(t.rank()),
                    send.layout(t.rank()),
                    RECEIVE,
                    receive.at(t.rank()),
                    receive.count(t.rank()),
                    receive.layout(t.rank())));
        }
    }
}
