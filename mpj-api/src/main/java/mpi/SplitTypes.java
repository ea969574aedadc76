package mpi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpj.base.host.Hardware;
import mpj.core.Engine;
import mpj.core.EngineException;
import org.jspecify.annotations.Nullable;

/** How {@link Intracomm#splitType} finds out who is together: each rank tells all where it is. */
final class SplitTypes {
    private static final String RESOURCE_TYPE = "mpi_hw_resource_type";
    private static final String SHARED_MEMORY = "mpi_shared_memory";
    private static final String PSET = "mpi_pset_name";
    private static final String HOST = "host";

    private SplitTypes() {}

    static Intracomm split(Intracomm comm, int type, int key, Map<String, String> info) {
        return switch (type) {
            case MPI.UNDEFINED -> comm.split(MPI.UNDEFINED, key);
            case Comm.TYPE_SHARED -> comm.split(colour(places(comm), comm.getRank(), HOST), key);
            case Comm.TYPE_HW_GUIDED -> guided(comm, key, info.get(RESOURCE_TYPE));
            case Comm.TYPE_RESOURCE_GUIDED -> {
                String set = info.get(PSET);
                yield set == null
                        ? guided(comm, key, info.get(RESOURCE_TYPE))
                        : comm.split(ofSet(set, comm.getRank()), key);
            }
            case Comm.TYPE_HW_UNGUIDED -> unguided(comm, key);
            default -> throw MPIException.argument(
                    MPI.ERR_ARG,
                    comm.call("splitType", "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                    "splitType " + type + " is none of the Comm.TYPE_ constants and not MPI_UNDEFINED");
        };
    }

    private static int ofSet(String set, int rank) {
        return switch (set) {
            case Session.WORLD_SET -> 0;
            case Session.SELF_SET -> rank;
            default -> MPI.UNDEFINED;
        };
    }

    private static Intracomm guided(Intracomm comm, int key, @Nullable String resource) {
        String kind = HOST;
        if (resource == null || !resource.equals(SHARED_MEMORY)) {
            kind = resource != null && resource.startsWith(Environment.RESOURCE)
                    ? resource.substring(Environment.RESOURCE.length())
                    : "";
        }
        return named(comm.split(colour(places(comm), comm.getRank(), kind), key), resource);
    }

    /** By the first kind of hardware, from large to small, of which not all ranks are on the same. */
    private static Intracomm unguided(Intracomm comm, int key) {
        List<Map<String, String>> places = places(comm);
        int rank = comm.getRank();
        for (String kind : places.get(rank).keySet()) {
            int colour = colour(places, rank, kind);
            for (int other = 0; other < places.size(); other++) {
                if (colour(places, other, kind) != colour) {
                    return named(comm.split(colour, key), Environment.RESOURCE + kind);
                }
            }
        }
        return comm.split(MPI.UNDEFINED, key);
    }

    private static Intracomm named(Intracomm part, @Nullable String resource) {
        if (!part.isNull() && resource != null) {
            part.setHints(Map.of(RESOURCE_TYPE, resource));
        }
        return part;
    }

    /** The lowest rank in the same place; UNDEFINED for a rank that is in no place of the kind. */
    private static int colour(List<Map<String, String>> places, int rank, String kind) {
        String place = places.get(rank).get(kind);
        for (int other = 0; place != null && other < rank; other++) {
            if (place.equals(places.get(other).get(kind))) {
                return other;
            }
        }
        return place == null ? MPI.UNDEFINED : rank;
    }

    /** Where each rank is: a name of the place for each kind, from large to small. */
    private static List<Map<String, String>> places(Intracomm comm) {
        String all = String.join("\n", comm.allGather(here(comm)));
        return all.lines().map(SplitTypes::parse).toList();
    }

    /** Where this rank is, in one line. */
    private static String here(Intracomm comm) {
        Engine engine = comm.core().engine();
        StringBuilder line = new StringBuilder();
        try {
            line.append(engine.hostId().replaceAll("\\s", "_"));
        } catch (EngineException e) {
            throw comm.collectiveFailure("splitType", e);
        }
        Hardware.ofThisMachine()
                .parts()
                .forEach((kind, part) -> part.ifPresent(one -> line.append(' ').append(kind).append('=').append(one)));
        return line.toString();
    }

    private static Map<String, String> parse(String line) {
        Map<String, String> places = new LinkedHashMap<>();
        String host = null;
        for (String word : line.split(" ", -1)) {
            if (host == null) {
                host = word;
                places.put(HOST, host);
            } else {
                int equals = word.indexOf('=');
                places.put(word.substring(0, equals), host + ' ' + word);
            }
        }
        return places;
    }
}
