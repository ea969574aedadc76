package mpi.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is a job: the method is run in every rank of a job of its own, once for each number of ranks.
 *
 * <pre>
 *   &#64;MpiTest(ranks = {1, 2, 4})
 *   void sumOfRanks() {
 *       int[] sum = {MPI.COMM_WORLD.getRank()};
 *       MPI.COMM_WORLD.allReduce(sum, 1, MPI.INT, MPI.SUM);
 *       int size = MPI.COMM_WORLD.getSize();
 *       assertEquals(size * (size - 1) / 2, sum[0]);
 *   }
 * </pre>
 *
 * <p>Each rank is a JVM with the class path of the tests. It runs what JUnit would run for the one method: the class's
 * {@code @BeforeAll}, {@code @BeforeEach} and so on, and its extensions. In the JVM of the tests only {@code @BeforeAll}
 * and {@code @AfterAll} run, so those should not use MPI. The test fails if it fails in any rank: the failure tells which,
 * with that rank's stack. A rank that fails ends the job. A job that does not end in time is a failure that shows what
 * each rank was waiting for. The test is aborted (an assumption) if it is so in all ranks.
 *
 * <p>Where ranks outnumber the machine's processors their JVMs do without the optimizing compiler, which would take most
 * of a short test's time ({@code -XX:TieredStopAtLevel=1}; {@link #options} can say otherwise).
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(MpiTestExtension.class)
public @interface MpiTest {
    /** The sizes of the jobs, one after the other. */
    int[] ranks() default {2};

    /**
     * Lists of transports as {@code mpjexec --transport} takes them, such as {@code {"shm", "tcp", "shm,tcp"}}: a job of
     * each size with each list. With none {@code mpjexec} chooses, as it does for users.
     */
    String[] transports() default {};

    /** The time that one job may take, in seconds. */
    double timeout() default 60;

    /** Options of {@code mpjexec} and of the ranks' JVMs, each word by itself, such as {@code --transport=shm}. */
    String[] options() default {};

    /** Names of system properties that the ranks get from the JVM of the tests, if they are set there. */
    String[] properties() default {};
}
