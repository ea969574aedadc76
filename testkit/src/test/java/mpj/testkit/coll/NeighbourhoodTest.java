package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.Blocks;
import mpj.core.coll.Neighbourhood;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.topo.Grid;
import mpj.testkit.ScheduleChecker;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Exchanges among neighbours: the exact result and no deadlock, and one message for what goes to the same rank. */
class NeighbourhoodTest {
    /** Of two blocks together longer than what is combined. */
    private static final int LONG = 9000;

    private static final int[] COUNTS = {0, 1, 7, LONG};

    /** How blocks come to be: as many bytes each, of any lengths, or the same one for all. */
    enum Form {
        UNIFORM,
        VARYING,
        SAME
    }

    /**
     * All ranks' edges, each by the numbers of its ends.
     *
     * @param places for each rank the blocks that its sources fill
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Graph(int[][] sources, int[][] destinations, int[][] places, Form form, int count) {
        /** Of edges in any order, as each rank's neighbours. */
        static Graph random(Random random, Form form, int count) {
            int ranks = 1 + random.nextInt(6);
            List<int[]> edges = new ArrayList<>();
            for (int i = random.nextInt(3 * ranks + 1); i > 0; i--) {
                edges.add(new int[] {random.nextInt(ranks), random.nextInt(ranks)});
            }
            int[][] sources = new int[ranks][];
            int[][] destinations = new int[ranks][];
            int[][] places = new int[ranks][];
            for (int rank = 0; rank < ranks; rank++) {
                sources[rank] = shuffled(ends(edges, rank, 1, 0), random);
                destinations[rank] = shuffled(ends(edges, rank, 0, 1), random);
                places[rank] = shuffled(IntStream.range(0, sources[rank].length).toArray(), random);
            }
            return new Graph(sources, destinations, places, form, count);
        }

        /** Of a grid; what goes down comes from above. */
        static Graph of(Grid grid, Form form, int count) {
            int ranks = (int) grid.size();
            int[][] destinations = new int[ranks][];
            int[][] sources = new int[ranks][];
            int[][] places = new int[ranks][];
            for (int rank = 0; rank < ranks; rank++) {
                int[] near = grid.neighbours(rank);
                destinations[rank] = near;
                places[rank] = IntStream.range(0, near.length).map(i -> i ^ 1).toArray();
                sources[rank] = Arrays.stream(places[rank]).map(place -> near[place]).toArray();
            }
            return new Graph(sources, destinations, places, form, count);
        }

        private static int[] ends(List<int[]> edges, int rank, int here, int there) {
            return edges.stream().filter(e -> e[here] == rank).mapToInt(e -> e[there]).toArray();
        }

        private static int[] shuffled(int[] numbers, Random random) {
            List<Integer> list = new ArrayList<>(Arrays.stream(numbers).boxed().toList());
            Collections.shuffle(list, random);
            return list.stream().mapToInt(Integer::intValue).toArray();
        }

        int ranks() {
            return sources.length;
        }

        /** The bytes of the edge that begins at a place of a rank's destinations. */
        private long length(int rank, int place) {
            return form == Form.VARYING ? (long) count * ((rank + 2 * place) % 3) : count;
        }

        /** At which place of the giver's destinations the edge begins that ends at a place of the sources. */
        private int origin(int rank, int place) {
            int giver = sources[rank][place];
            int earlier = (int) Arrays.stream(sources[rank], 0, place).filter(s -> s == giver).count();
            int[] theirs = IntStream.range(0, destinations[giver].length)
                    .filter(i -> destinations[giver][i] == rank)
                    .toArray();
            return theirs[earlier];
        }

        private Blocks send(int rank) {
            int blocks = destinations[rank].length;
            return switch (form) {
                case UNIFORM -> Blocks.uniform(count, Layout.BYTES);
                case SAME -> Blocks.same(count, Layout.BYTES);
                case VARYING -> varying(IntStream.range(0, blocks).mapToLong(i -> length(rank, i)).toArray());
            };
        }

        private Blocks receive(int rank) {
            if (form != Form.VARYING) {
                return Blocks.uniform(count, Layout.BYTES);
            }
            long[] counts = new long[sources[rank].length];
            for (int i = 0; i < counts.length; i++) {
                boolean exists = sources[rank][i] != Communicator.PROC_NULL;
                counts[places[rank][i]] = exists ? length(sources[rank][i], origin(rank, i)) : 0;
            }
            return varying(counts);
        }

        /** One after the other, a byte between them. */
        private static Blocks varying(long[] counts) {
            long[] starts = new long[counts.length];
            for (int i = 1; i < counts.length; i++) {
                starts[i] = starts[i - 1] + counts[i - 1] + 1;
            }
            return Blocks.varying(counts, starts, Layout.BYTES);
        }

        Schedule schedule(int rank) {
            return Neighbourhood.of(
                    rank,
                    sources[rank],
                    destinations[rank],
                    places[rank],
                    send(rank),
                    receive(rank),
                    form == Form.SAME);
        }

        void check() {
            check(-1, new Schedule(List.of(), 0));
        }

        /** Executes it, one rank's schedule replaced by another, and requires the result. */
        void check(int changed, Schedule version) {
            long most = Arrays.stream(destinations).mapToLong(d -> d.length).max().orElse(0)
                    + Arrays.stream(sources).mapToLong(s -> s.length).max().orElse(0);
            long bytes = (most + 1) * (2L * count + 1);
            ScheduleChecker checker =
                    new ScheduleChecker(ranks(), rank -> rank == changed ? version : schedule(rank));
            checker.buffers(bytes, bytes, false);
            for (int rank = 0; rank < ranks(); rank++) {
                Blocks send = send(rank);
                for (int i = 0; i < (form == Form.SAME ? 1 : destinations[rank].length); i++) {
                    checker.put(rank, Schedule.SEND, send.at(i), send.count(i), number(rank, i), 0);
                }
            }
            checker.run();
            for (int rank = 0; rank < ranks(); rank++) {
                expect(checker, rank);
            }
        }

        private void expect(ScheduleChecker checker, int rank) {
            Blocks receive = receive(rank);
            for (int i = 0; i < sources[rank].length; i++) {
                int block = places[rank][i];
                int giver = sources[rank][i];
                if (giver == Communicator.PROC_NULL) {
                    checker.expectUntouched(rank, Schedule.RECEIVE, receive.at(block), receive.count(block));
                } else {
                    int[] from = {number(giver, form == Form.SAME ? 0 : origin(rank, i))};
                    checker.expect(
                            rank, Schedule.RECEIVE, receive.at(block), receive.count(block), from, 0, true);
                }
            }
        }

        private static int number(int rank, int place) {
            return rank * 1000 + place;
        }

        private long sends(int rank) {
            return schedule(rank).rounds().stream()
                    .map(Round::messages)
                    .flatMap(List::stream)
                    .filter(Step.Message::sends)
                    .count();
        }

        /** Other ranks to which edges go. */
        private long others(int rank) {
            return Arrays.stream(destinations[rank])
                    .filter(d -> d != rank && d != Communicator.PROC_NULL)
                    .distinct()
                    .count();
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomGraphs(Form form) {
        Seed.run(seed -> {
            Random random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                Graph graph = Graph.random(random, form, COUNTS[i % COUNTS.length]);
                graph.check();
                for (int rank = 0; rank < graph.ranks(); rank++) {
                    if (form == Form.SAME || graph.count < LONG / 20) {
                        assertEquals(graph.others(rank), graph.sends(rank));
                    }
                }
            }
        });
    }

    /** Each neighbour gets one message, however many of the grid's neighbours it is; short ones, and those of allgather. */
    @ParameterizedTest
    @CsvSource({"1,1,true", "2,1,true", "2,2,true", "2,2,false", "3,2,true", "2,4,false", "1,5,true"})
    void grids(int rows, int columns, boolean isPeriodic) {
        Grid grid = new Grid(new int[] {rows, columns}, new boolean[] {true, isPeriodic});
        for (Form form : Form.values()) {
            for (int count : COUNTS) {
                Graph graph = Graph.of(grid, form, count);
                graph.check();
                for (int rank = 0; rank < graph.ranks(); rank++) {
                    if (count < LONG || form == Form.SAME) {
                        assertEquals(graph.others(rank), graph.sends(rank));
                    }
                }
            }
        }
    }

    /** What would take long to pack goes by itself. */
    @Test
    void longBlocksAreNotCombined() {
        Grid ring = new Grid(new int[] {2}, new boolean[] {true});
        assertEquals(2, Graph.of(ring, Form.UNIFORM, LONG).sends(0));
        assertEquals(1, Graph.of(ring, Form.UNIFORM, 8192).sends(0));
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsNoticed(Mutation mutation) {
        Grid grid = new Grid(new int[] {2, 1, 3}, new boolean[] {true, true, false});
        // of blocks that differ in length some are empty, and it does not matter whether these are copied
        for (Form form : List.of(Form.UNIFORM, Form.SAME)) {
            for (int count : new int[] {5, LONG}) {
                Graph graph = Graph.of(grid, form, count);
                for (int rank = 0; rank < graph.ranks(); rank++) {
                    int changed = rank;
                    for (Schedule version : mutation.versions(graph.schedule(rank))) {
                        assertThrows(
                                AssertionError.class,
                                () -> graph.check(changed, version),
                                () -> form + ", rank " + changed + ": " + Mutation.text(version));
                    }
                }
            }
        }
    }

    @Test
    void edgesToOneselfNeedBothEnds() {
        Blocks blocks = Blocks.uniform(1, Layout.BYTES);
        EngineException e = assertThrows(
                EngineException.class,
                () -> Neighbourhood.of(0, new int[2], new int[1], new int[] {0, 1}, blocks, blocks, false));
        assertEquals(ErrorClass.ARG, e.errorClass());
    }
}
