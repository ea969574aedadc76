package mpi;

import java.util.Map;
import mpj.core.p2p.SendBuffer;
import org.jspecify.annotations.Nullable;

/** What the two calls that make communicators from groups have in common. */
final class FromGroups {
    private FromGroups() {}

    static void check(String operation, Group local, String stringTag) {
        if (local.getRank() == MPI.UNDEFINED) {
            throw MPIException.argument(MPI.ERR_GROUP, operation, "the caller is not in the group");
        }
        if (stringTag == null || stringTag.length() >= MPI.MAX_STRINGTAG_LEN) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    stringTag == null
                            ? "the string tag is null"
                            : "the string tag has " + stringTag.length() + " characters, at most "
                                    + (MPI.MAX_STRINGTAG_LEN - 1) + " are allowed");
        }
    }

    /** Gives a new communicator its hints, its error handler and its session's space for buffered sends. */
    static <C extends Comm> C complete(
            C made, String operation, Group local, @Nullable Info info, @Nullable Errhandler errhandler) {
        SendBuffer space = local.sessionSpace();
        if (space != null) {
            made.core().sendBuffer().within(space);
            made.setSessionSpace(space);
        }
        made.hint(operation, Map.copyOf(Info.pairs(info)));
        made.setErrhandler(errhandler == null ? MPI.ERRORS_ARE_FATAL : errhandler);
        return made;
    }
}
