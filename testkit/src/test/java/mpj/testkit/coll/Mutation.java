package mpj.testkit.coll;

import java.util.ArrayList;
import java.util.List;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import org.jspecify.annotations.Nullable;

/** Single changes of a schedule. Not one step of a right one can do without another, so each change makes a difference. */
enum Mutation {
    LEFT_OUT {
        @Override
        Step.@Nullable Message of(Step.Message m) {
            return null;
        }

        @Override
        Step.@Nullable Local of(Step.Local step) {
            return null;
        }
    },
    OTHER_LENGTH {
        @Override
        Step.Message of(Step.Message m) {
            return new Step.Message(m.sends(), m.peer(), m.buffer(), m.offset(), m.count() - 1, m.layout());
        }

        @Override
        Step.Local of(Step.Local step) {
            return switch (step) {
                case Step.Reduction r -> new Step.Reduction(r.in(), r.inOut(), r.count() - 1);
                case Step.Copy c -> new Step.Copy(
                        c.from(),
                        c.fromOffset(),
                        c.fromCount() - 1,
                        c.fromLayout(),
                        c.to(),
                        c.toOffset(),
                        c.toCount() - 1,
                        c.toLayout());
            };
        }
    },
    OTHER_DIRECTION {
        @Override
        Step.Message of(Step.Message m) {
            return new Step.Message(!m.sends(), m.peer(), m.buffer(), m.offset(), m.count(), m.layout());
        }

        @Override
        Step.Local of(Step.Local step) {
            return switch (step) {
                case Step.Reduction r -> new Step.Reduction(r.inOut(), r.in(), r.count());
                case Step.Copy c -> new Step.Copy(
                        c.to(),
                        c.toOffset(),
                        c.toCount(),
                        c.toLayout(),
                        c.from(),
                        c.fromOffset(),
                        c.fromCount(),
                        c.fromLayout());
            };
        }
    },
    /** Data a byte from where they belong, and of messages that have none, another peer. */
    OTHER_PLACE_OR_PEER {
        @Override
        Step.Message of(Step.Message m) {
            return m.count() > 0
                    ? new Step.Message(m.sends(), m.peer(), m.buffer(), m.offset() + 1, m.count(), m.layout())
                    : new Step.Message(
                            m.sends(), (m.peer() + 1) % 2, m.buffer(), m.offset(), m.count(), m.layout());
        }

        @Override
        Step.Local of(Step.Local step) {
            return switch (step) {
                case Step.Reduction r -> new Step.Reduction(r.in() + 1, r.inOut(), r.count());
                case Step.Copy c -> new Step.Copy(
                        c.from(),
                        c.fromOffset() + 1,
                        c.fromCount(),
                        c.fromLayout(),
                        c.to(),
                        c.toOffset(),
                        c.toCount(),
                        c.toLayout());
            };
        }
    };

    /** The changed step; null leaves it out. */
    abstract Step.@Nullable Message of(Step.Message m);

    /** The changed step; null leaves it out. */
    abstract Step.@Nullable Local of(Step.Local step);

    /** What a schedule does, for messages. */
    static String text(Schedule schedule) {
        return schedule.rounds().stream()
                .map(round -> round.before() + " " + round.messages() + " " + round.meanwhile())
                .toList()
                .toString();
    }

    /** All versions of a schedule with one message or one local step changed. */
    List<Schedule> versions(Schedule schedule) {
        List<Schedule> versions = new ArrayList<>();
        for (int r = 0; r < schedule.rounds().size(); r++) {
            Round round = schedule.rounds().get(r);
            for (int i = 0; i < round.messages().size(); i++) {
                List<Step.Message> changed = changed(round.messages(), i, of(round.messages().get(i)));
                if (!changed.equals(round.messages())) {
                    versions.add(with(schedule, r, new Round(round.before(), changed, round.meanwhile())));
                }
            }
            for (int i = 0; i < round.before().size(); i++) {
                List<Step.Local> changed = changed(round.before(), i, of(round.before().get(i)));
                if (!changed.equals(round.before())) {
                    versions.add(with(schedule, r, new Round(changed, round.messages(), round.meanwhile())));
                }
            }
            for (int i = 0; i < round.meanwhile().size(); i++) {
                List<Step.Local> changed = changed(round.meanwhile(), i, of(round.meanwhile().get(i)));
                if (!changed.equals(round.meanwhile())) {
                    versions.add(with(schedule, r, new Round(round.before(), round.messages(), changed)));
                }
            }
        }
        return versions;
    }

    private static <S> List<S> changed(List<S> steps, int index, @Nullable S step) {
        List<S> all = new ArrayList<>(steps);
        all.remove(index);
        if (step != null) {
            all.add(index, step);
        }
        return all;
    }

    private static Schedule with(Schedule schedule, int index, Round round) {
        List<Round> rounds = new ArrayList<>(schedule.rounds());
        rounds.set(index, round);
        return new Schedule(rounds, schedule.scratchBytes());
    }
}
