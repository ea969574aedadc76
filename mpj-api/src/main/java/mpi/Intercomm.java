package mpi;

import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * A communicator between two groups that have no member in common: rank, size and group are those of the caller's side,
 * and the ranks that messages go to and come from those of the other. MPI 5.0, section 7.6.
 */
public final class Intercomm extends Comm {
    Intercomm(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /**
     * An intercommunicator between two groups without a communicator that their members have in common. All members of
     * both groups call this, each side with its own group as the local one.
     *
     * @param localLeader the rank in {@code localGroup} of its leader
     * @param remoteGroup the other group; matters at the local leader alone, as does {@code remoteLeader}
     * @param remoteLeader the rank in {@code remoteGroup} of its leader
     * @param stringTag tells apart those that several threads make at the same time
     * @param info hints, may be null
     * @param errhandler the error handler; null for {@link MPI#ERRORS_ARE_FATAL}
     */
    public static Intercomm createFromGroups(
            Group localGroup,
            int localLeader,
            Group remoteGroup,
            int remoteLeader,
            String stringTag,
            @Nullable Info info,
            @Nullable Errhandler errhandler)
            throws MPIException {
        int[] local = Group.members("createFromGroups", "localGroup", localGroup);
        FromGroups.check("createFromGroups", localGroup, stringTag);
        checkLeader("localLeader", localLeader, local);
        boolean leads = localGroup.getRank() == localLeader;
        int[] remote = leads ? Group.members("createFromGroups", "remoteGroup", remoteGroup) : new int[0];
        if (leads) {
            checkLeader("remoteLeader", remoteLeader, remote);
        }
        Engine engine = localGroup.engine();
        if (engine == null) {
            throw new IllegalStateException("a group with a member has an engine");
        }
        try {
            Communicator core = engine.createFromGroups(local, localLeader, remote, remoteLeader, stringTag);
            Intercomm made = new Intercomm(core, MPI.COMM_SELF);
            return FromGroups.complete(made, "createFromGroups", localGroup, info, errhandler);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("createFromGroups"), e.getMessage(), e);
        }
    }

    private static void checkLeader(String argument, int leader, int[] members) {
        if (leader < 0 || leader >= members.length) {
            throw MPIException.argument(
                    MPI.ERR_RANK,
                    "createFromGroups",
                    argument + " " + leader + " is outside 0.." + (members.length - 1) + " of the group");
        }
    }

    @Override
    public Intercomm dup() throws MPIException {
        return inherit(new Intercomm(dupCore(), this));
    }

    @Override
    public Intercomm dupWithInfo(Info info) throws MPIException {
        return inherit(new Intercomm(dupCore(info), this), info);
    }

    @Override
    public Intercomm iDup() throws MPIException {
        return begin(inherit(new Intercomm(null, this)));
    }

    @Override
    public Intercomm iDupWithInfo(Info info) throws MPIException {
        return begin(inherit(new Intercomm(null, this), info));
    }

    @Override
    public Intercomm clone() {
        return dup();
    }

    /**
     * Splits both groups: ranks of either side that give the same colour get an intercommunicator of their own, each side
     * ordered by key, then by rank.
     *
     * @param colour 0 or more, or {@link MPI#UNDEFINED} to take part in none
     * @return null ({@link #isNull}) also where nobody of the other side gave the colour
     */
    public Intercomm split(int colour, int key) throws MPIException {
        return new Intercomm(splitCore(colour, key), this);
    }

    /**
     * An intercommunicator between members of both sides; each side gives a group of its own.
     *
     * @return null ({@link #isNull}) for ranks that are not in the group, and where the other side's group is empty
     */
    public Intercomm create(Group group) throws MPIException {
        Communicator core = core();
        int[] ranks = ranks("create", group);
        try {
            return new Intercomm(core.create(ranks), this);
        } catch (EngineException e) {
            throw collectiveFailure("create", e);
        }
    }

    /** The group of the other side. */
    public Group getRemoteGroup() throws MPIException {
        Communicator core = core();
        return Group.of(core.engine(), sessionSpace(), core.remoteMembers());
    }

    /** The number of ranks of the other side. */
    public int getRemoteSize() throws MPIException {
        return core().remoteSize();
    }

    /**
     * A communicator of both groups.
     *
     * @param high all ranks of a side give the same: those of the side that gives true come last; where both give the same
     *     one side is chosen
     */
    public Intracomm merge(boolean high) throws MPIException {
        try {
            return new Intracomm(core().merge(high), this);
        } catch (EngineException e) {
            throw collectiveFailure("merge", e);
        }
    }
}
