package mpj.core.topo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Factors of a number that are as close to each other as possible. MPI 5.0, section 8.5.2. */
public final class Balance {
    private Balance() {}

    /**
     * {@code n} as a product of factors that do not increase: the largest is as small as it can be, then the next, and
     * so on.
     *
     * @param n at least 1
     * @param factors how many, at least 1
     */
    public static int[] factors(int n, int factors) {
        int[] found = new int[factors];
        split(n, n, 0, found, divisors(n));
        return found;
    }

    /** Fills the factors from {@code at} on with ones of at most {@code most}; false if there are none. */
    private static boolean split(int n, int most, int at, int[] factors, List<Integer> divisors) {
        if (at == factors.length - 1) {
            factors[at] = n;
            return n <= most;
        }
        for (int factor : divisors) {
            if (factor > most) {
                return false;
            }
            if (n % factor == 0 && reaches(n, factor, factors.length - at)) {
                factors[at] = factor;
                if (split(n / factor, factor, at + 1, factors, divisors)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether so many factors of at most {@code largest} can make up {@code n}. */
    private static boolean reaches(int n, int largest, int factors) {
        long product = 1;
        for (int i = 0; i < factors && product < n; i++) {
            product *= largest;
        }
        return product >= n;
    }

    /** In ascending order. */
    private static List<Integer> divisors(int n) {
        List<Integer> small = new ArrayList<>();
        List<Integer> large = new ArrayList<>();
        for (int i = 1; (long) i * i <= n; i++) {
            if (n % i == 0) {
                small.add(i);
                if (i != n / i) {
                    large.add(n / i);
                }
            }
        }
        Collections.reverse(large);
        small.addAll(large);
        return small;
    }
}
