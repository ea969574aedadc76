package mpj.testkit.topo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import mpj.core.comm.Communicator;
import mpj.core.topo.Balance;
import mpj.core.topo.Grid;
import mpj.core.topo.NodePlacement;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;

class TopologyArithmeticTest {
    private static final int ROUNDS = 300;

    @Test
    void knownBalances() {
        assertArrayEquals(new int[] {3, 2}, Balance.factors(6, 2));
        assertArrayEquals(new int[] {7, 1}, Balance.factors(7, 2));
        assertArrayEquals(new int[] {2, 2, 2}, Balance.factors(8, 3));
        assertArrayEquals(new int[] {4, 2, 2}, Balance.factors(16, 3));
        assertArrayEquals(new int[] {4, 3, 2}, Balance.factors(24, 3));
        assertArrayEquals(new int[] {1, 1, 1, 1}, Balance.factors(1, 4));
        assertArrayEquals(new int[] {2_147_483_647, 1}, Balance.factors(Integer.MAX_VALUE, 2));
        assertArrayEquals(new int[] {1024, 1024, 1024}, Balance.factors(1 << 30, 3));
    }

    @Test
    void balancesAreTheLeastOfAll() {
        for (int n = 1; n <= 240; n++) {
            for (int factors = 1; factors <= 3; factors++) {
                assertArrayEquals(leastFactors(n, factors), Balance.factors(n, factors), n + " in " + factors);
            }
        }
    }

    /** By trying all. */
    private static int[] leastFactors(int n, int factors) {
        if (factors == 1) {
            return new int[] {n};
        }
        for (int largest = 1; largest <= n; largest++) {
            if (n % largest == 0) {
                int[] rest = leastFactors(n / largest, factors - 1);
                if (rest[0] <= largest) {
                    return IntStream.concat(IntStream.of(largest), Arrays.stream(rest)).toArray();
                }
            }
        }
        throw new AssertionError(n);
    }

    private static Grid randomGrid(Random random) {
        int[] dims = new int[random.nextInt(5)];
        boolean[] periods = new boolean[dims.length];
        for (int d = 0; d < dims.length; d++) {
            dims[d] = 1 + random.nextInt(4);
            periods[d] = random.nextBoolean();
        }
        return new Grid(dims, periods);
    }

    @Test
    void placesAndCoordinates() {
        Seed.run(seed -> {
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                Grid grid = randomGrid(random);
                int[] counter = new int[grid.dimensions()];
                for (int place = 0; place < grid.size(); place++) {
                    assertArrayEquals(counter, grid.coords(place));
                    assertEquals(place, grid.place(counter));
                    checkNeighbours(grid, place, random);
                    for (int d = counter.length - 1; d >= 0 && ++counter[d] == grid.dim(d); d--) {
                        counter[d] = 0;
                    }
                }
            }
        });
    }

    private static void checkNeighbours(Grid grid, int place, Random random) {
        int[] neighbours = grid.neighbours(place);
        for (int d = 0; d < grid.dimensions(); d++) {
            assertEquals(grid.neighbour(place, d, -1), neighbours[2 * d]);
            assertEquals(grid.neighbour(place, d, 1), neighbours[2 * d + 1]);
            int steps = random.nextInt(11) - 5;
            int[] coords = grid.coords(place);
            int expected = place;
            for (int i = 0; i < Math.abs(steps) && expected >= 0; i++) {
                coords[d] += Integer.signum(steps);
                if (coords[d] < 0 || coords[d] == grid.dim(d)) {
                    coords[d] = grid.isPeriodic(d) ? grid.dim(d) - Math.abs(coords[d]) : -1;
                }
                expected = coords[d] < 0 ? Communicator.PROC_NULL : grid.place(coords);
            }
            assertEquals(expected, grid.neighbour(place, d, steps), steps + " steps");
            assertEquals(
                    grid.isPeriodic(d) ? Math.floorMod(coordinate(grid, place, d) + 0x7fff_ffffL, grid.dim(d)) : -1,
                    grid.isPeriodic(d) ? coordinate(grid, grid.neighbour(place, d, 0x7fff_ffffL), d) : -1);
        }
    }

    private static int coordinate(Grid grid, int place, int dimension) {
        return grid.coords(place)[dimension];
    }

    @Test
    void partsOfGrids() {
        Seed.run(seed -> {
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                Grid grid = randomGrid(random);
                boolean[] remain = new boolean[grid.dimensions()];
                for (int d = 0; d < remain.length; d++) {
                    remain[d] = random.nextBoolean();
                }
                Grid part = grid.part(remain);
                boolean[][] seen = new boolean[(int) (grid.size() / part.size())][(int) part.size()];
                for (int place = 0; place < grid.size(); place++) {
                    int inPart = grid.placeInPart(place, remain);
                    boolean[] partSeen = seen[grid.partNumber(place, remain)];
                    assertTrue(!partSeen[inPart], "two places with one number");
                    partSeen[inPart] = true;
                    int[] coords = grid.coords(place);
                    int[] kept = IntStream.range(0, remain.length)
                            .filter(d -> remain[d])
                            .map(d -> coords[d])
                            .toArray();
                    assertArrayEquals(kept, part.coords(inPart));
                }
            }
        });
    }

    /** Every place has one rank, and no more neighbours are apart than with the ranks in their own order. */
    @Test
    void placementsAreNeverWorseThanNone() {
        Seed.run(seed -> {
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                Grid grid = randomGrid(random);
                int places = (int) grid.size();
                int[] nodes = new int[places + random.nextInt(3)];
                int count = 1 + random.nextInt(4);
                Arrays.setAll(nodes, _ -> 100 - 7 * random.nextInt(count));
                int[][] neighbours = new int[places][];
                Arrays.setAll(neighbours, grid::neighbours);
                checkPlacement(nodes, neighbours, NodePlacement.ofGrid(nodes, grid));
                checkPlacement(nodes, neighbours, NodePlacement.ofGraph(nodes, neighbours, null));
            }
        });
    }

    private static void checkPlacement(int[] nodes, int[][] neighbours, int[] placeOf) {
        int[] sorted = Arrays.stream(placeOf).filter(place -> place >= 0).sorted().toArray();
        assertArrayEquals(IntStream.range(0, neighbours.length).toArray(), sorted);
        for (int rank = 0; rank < placeOf.length; rank++) {
            assertEquals(rank < neighbours.length, placeOf[rank] != Communicator.UNDEFINED);
        }
        int[] own = IntStream.range(0, neighbours.length).toArray();
        assertTrue(cut(nodes, neighbours, placeOf) <= cut(nodes, neighbours, own));
    }

    private static int cut(int[] nodes, int[][] neighbours, int[] placeOf) {
        int[] rankAt = new int[neighbours.length];
        for (int rank = 0; rank < neighbours.length; rank++) {
            rankAt[placeOf[rank]] = rank;
        }
        int cut = 0;
        for (int place = 0; place < neighbours.length; place++) {
            for (int neighbour : neighbours[place]) {
                if (neighbour >= 0 && nodes[rankAt[place]] != nodes[rankAt[neighbour]]) {
                    cut++;
                }
            }
        }
        return cut;
    }

    @Test
    void aSquareIsTiled() {
        Grid square = new Grid(new int[] {8, 8}, new boolean[] {false, false});
        int[] nodes = IntStream.range(0, 64).map(rank -> rank / 16).toArray();
        int[][] neighbours = new int[64][];
        Arrays.setAll(neighbours, square::neighbours);
        // four blocks of 4 by 4: 16 edges between them, counted from both ends; rows of 16 cut 24
        assertEquals(2 * 16, cut(nodes, neighbours, NodePlacement.ofGrid(nodes, square)));
    }

    /** A ring of four on two nodes: which two are together is for the weights to say, by their sum. */
    @Test
    void theHeaviestEdgesStayWithinNodes() {
        int[] nodes = {0, 0, 1, 1};
        int[][] neighbours = {{1, 3}, {0, 2}, {1, 3}, {2, 0}};
        int[][] light = {{1, 9}, {1, 9}, {9, 1}, {1, 9}};
        int[] placeOf = NodePlacement.ofGraph(nodes, neighbours, light);
        // places 0 and 3 are on one node, 1 and 2 on the other
        assertEquals(3, placeOf[0] + placeOf[1]);
        assertEquals(3, placeOf[2] + placeOf[3]);
        // the same ring without weights stays as it is
        assertArrayEquals(new int[] {0, 1, 2, 3}, NodePlacement.ofGraph(nodes, neighbours, null));
        int[][] nothing = {{0, 0}, {0, 0}, {0, 0}, {0, 0}};
        assertArrayEquals(new int[] {0, 1, 2, 3}, NodePlacement.ofGraph(nodes, neighbours, nothing));
    }

    @Test
    void aLineOfRanksDealtOutInTurnComesTogether() {
        Grid line = new Grid(new int[] {12}, new boolean[] {false});
        int[] nodes = IntStream.range(0, 12).map(rank -> rank % 3).toArray();
        int[][] neighbours = new int[12][];
        Arrays.setAll(neighbours, line::neighbours);
        assertEquals(2 * 2, cut(nodes, neighbours, NodePlacement.ofGrid(nodes, line)));
        assertEquals(2 * 2, cut(nodes, neighbours, NodePlacement.ofGraph(nodes, neighbours, null)));
    }
}
