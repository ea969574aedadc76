package mpj.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import mpi.junit.MpiTest;
import mpj.it.jobs.DatatypesMatrix;
import mpj.testkit.Seed;

/** Derived datatypes between processes. */
class DatatypesJobTest {
    /** Each of the program's types at least once. */
    private static final int LEAST_DATATYPES = 100;

    @MpiTest(ranks = {1, 2, 3, 4, 5, 6, 7}, transports = "shm", properties = Seed.PROPERTY)
    void randomDatatypes() {
        SharedSeed.run(seed -> assertTrue(DatatypesMatrix.checkAll(seed) > LEAST_DATATYPES));
    }

    @MpiTest(ranks = {2, 3, 7}, transports = "tcp", properties = Seed.PROPERTY)
    void randomDatatypesByTcp() {
        randomDatatypes();
    }
}
