package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import mpj.core.coll.Algorithm;
import mpj.core.coll.NodeMap;
import mpj.core.coll.Schedule;
import mpj.core.datatype.Layout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds what it is for: each single change of a right schedule of any algorithm is noticed. */
class MutatedSchedulesTest {
    private static final int[] RANKS = {2, 3, 5, 8};
    private static final int COUNT = 9;

    static Stream<Algorithm> all() {
        return AlgorithmsTest.all();
    }

    private static void allAreNoticed(Algorithm algorithm, Mutation mutation) {
        int tried = 0;
        for (int ranks : RANKS) {
            NodeMap nodes = NodeMap.blocks(ranks, 3);
            Calls ordered = new Calls(algorithm, nodes, 0, COUNT, Layout.BYTES, false, false);
            Calls call = ordered.applies()
                    ? ordered
                    : new Calls(algorithm, nodes, 0, COUNT, Layout.BYTES, true, false);
            if (call.applies()) {
                call.check();
                tried++;
                for (int rank = 0; rank < ranks; rank++) {
                    changed(call, rank, mutation);
                }
            }
        }
        assertTrue(tried > 0);
    }

    private static void changed(Calls call, int rank, Mutation mutation) {
        Schedule right = call.algorithm().schedule(call.task(rank));
        for (Schedule version : mutation.versions(right)) {
            assertThrows(
                    AssertionError.class,
                    () -> call.check(_ -> version, rank),
                    () -> call + ": rank " + rank + ": " + Mutation.text(version));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStepThatIsLeftOut(Algorithm algorithm) {
        allAreNoticed(algorithm, Mutation.LEFT_OUT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherLength(Algorithm algorithm) {
        allAreNoticed(algorithm, Mutation.OTHER_LENGTH);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOtherDirection(Algorithm algorithm) {
        allAreNoticed(algorithm, Mutation.OTHER_DIRECTION);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherPlaceOrPeer(Algorithm algorithm) {
        allAreNoticed(algorithm, Mutation.OTHER_PLACE_OR_PEER);
    }
}
