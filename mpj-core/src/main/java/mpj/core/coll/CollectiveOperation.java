package mpj.core.coll;

import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Channel;
import mpj.core.request.Listener;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A collective operation under way without a thread of its own. The end of a round's last message has the next round
 * begin in the poll that saw it, whoever polls. A round that calls a function of the user's is prepared by a thread that
 * exists for this: no lock is held meanwhile, no thread of the program finds itself in code of another call, and the
 * operation goes on though nobody waits for it.
 *
 * <p>Guarded by the engine lock. A persistent call uses one again and again.
 */
final class CollectiveOperation extends Operation implements Listener {
    private final Collective call;
    private final Channel channel;
    private final Round[] rounds;
    /** Those of the round under way, in its order. */
    private final @Nullable Operation[] messages;
    /** Receives of earlier rounds, by place, to be used again. */
    private final @Nullable Operation[] receives;

    private final Runnable next = this::advance;
    /** The round under way or, if none is, the next. */
    private int index;

    private int started;
    private int pending;
    private boolean underWay;
    /** Whether what the next round does first has been done. */
    private boolean prepared;
    /** Whether a poll is going to go on. */
    private boolean due;

    CollectiveOperation(Collective call, Channel channel, Schedule schedule) {
        this.call = call;
        this.channel = channel;
        this.rounds = schedule.rounds;
        this.messages = new @Nullable Operation[schedule.width()];
        this.receives = new @Nullable Operation[schedule.width()];
    }

    /** Begins; what the first round does first is done by the caller, outside the lock. */
    void start() {
        reset();
        index = 0;
        underWay = false;
        if (rounds.length > 0) {
            call.run(rounds[0].before);
        }
        prepared = true;
        channel.lock();
        try {
            channel.begun(this);
            advance();
        } finally {
            channel.unlock();
        }
    }

    @Override
    public void ended(Operation message) {
        pending--;
        if (!due && (pending == 0 || message.errorClass() != 0)) {
            due = true;
            channel.later(next);
        }
    }

    /** Goes on as far as possible. */
    private void advance() {
        due = false;
        while (true) {
            if (underWay && !end()) {
                return;
            }
            if (errorClass() != 0 || index == rounds.length) {
                finish();
                return;
            }
            Round round = rounds[index];
            if (!prepared && call.runsUserCode() && round.reduces()) {
                channel.aside(() -> prepareAside(round));
                return;
            }
            begin(round);
        }
    }

    private void begin(Round round) {
        underWay = true;
        started = 0;
        try {
            if (!prepared) {
                call.run(round.before);
            }
            prepared = false;
            for (Step.Message step : round.messages) {
                Operation message = start(step, receives[started]);
                messages[started++] = message;
                if (!message.isDone()) {
                    pending++;
                    if (waitingSinceNs() != 0) {
                        message.startWaiting(waitingSinceNs());
                    }
                    message.setListener(this);
                }
            }
            call.run(round.meanwhile);
        } catch (EngineException e) {
            fail(e.errorClass(), String.valueOf(e.getMessage()));
        }
    }

    private Operation start(Step.Message step, @Nullable Operation used) {
        Object buffer = call.buffer(step.buffer());
        long offset = call.offset(step.buffer()) + step.offset();
        return step.sends()
                ? channel.send(buffer, offset, step.count(), step.layout(), step.peer(), call.tag())
                : channel.receive(used, buffer, offset, step.count(), step.layout(), step.peer(), call.tag());
    }

    /** Ends the round under way if all its messages have ended; after an error the others are called off. */
    private boolean end() {
        Step.Message[] steps = rounds[index].messages;
        for (int i = 0; i < started; i++) {
            Operation message = messages[i];
            if (message != null && message.isDone()) {
                check(message, steps[i]);
            }
        }
        if (errorClass() != 0 && pending > 0) {
            callOff();
        }
        if (pending > 0) {
            return false;
        }
        for (int i = 0; i < started; i++) {
            Operation message = messages[i];
            messages[i] = null;
            if (message != null && steps[i].sends()) {
                channel.release(message);
            } else {
                receives[i] = message;
            }
        }
        underWay = false;
        index++;
        return true;
    }

    private void check(Operation message, Step.Message step) {
        if (message.errorClass() != 0) {
            fail(message.errorClass(), String.valueOf(message.error()));
        } else if (!step.sends() && !message.isCancelled() && message.bytes() != step.bytes()) {
            EngineException e = Messages.lengthsDiffer(step.peer(), message.bytes(), step.bytes());
            fail(e.errorClass(), String.valueOf(e.getMessage()));
        }
    }

    private void callOff() {
        // the ends of these are seen here
        due = true;
        for (int i = 0; i < started; i++) {
            Operation message = messages[i];
            if (message != null && !message.isDone()) {
                channel.cancel(message);
            }
        }
        due = false;
    }

    private void prepareAside(Round round) {
        Throwable failure = null;
        try {
            call.run(round.before);
        } catch (Throwable e) {
            failure = e;
        }
        channel.lock();
        try {
            prepared = true;
            if (failure instanceof EngineException e) {
                fail(e.errorClass(), String.valueOf(e.getMessage()));
            } else if (failure != null) {
                fail(ErrorClass.OTHER, "the function of the reduction failed: " + failure);
            }
            advance();
        } finally {
            channel.unlock();
        }
    }

    private void finish() {
        if (errorClass() == 0) {
            call.releaseScratch();
        } else {
            call.dropScratch();
        }
        channel.complete(this);
    }

    /** Its messages are what a roll call shows. */
    @Override
    public void startWaiting(long nowNs) {
        super.startWaiting(nowNs);
        for (Operation message : messages) {
            if (message != null) {
                message.startWaiting(nowNs);
            }
        }
    }

    @Override
    public String describe() {
        return Messages.operation(call.tag());
    }
}
