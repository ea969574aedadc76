package mpj.perf.bench;

import java.util.Arrays;

/** A program's own work: products of a small matrix and a vector, until a time is over. */
final class Computation {
    private static final int SIZE = 8;

    private final double[] matrix = new double[SIZE * SIZE];
    private double[] vector = new double[SIZE];
    private double[] product = new double[SIZE];

    Computation() {
        // rows that sum up to 1: the vector neither grows nor vanishes
        Arrays.fill(matrix, 1.0 / SIZE);
        vector[0] = 1;
    }

    /** Computes for so many nanoseconds, or a little longer. */
    void run(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            multiply();
        }
    }

    private void multiply() {
        for (int row = 0; row < SIZE; row++) {
            double sum = 0;
            for (int column = 0; column < SIZE; column++) {
                sum += matrix[row * SIZE + column] * vector[column];
            }
            product[row] = sum;
        }
        double[] swap = vector;
        vector = product;
        product = swap;
    }
}
