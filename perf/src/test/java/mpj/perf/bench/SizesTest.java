package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
    @Test
    void doublesFromMinToMax() {
        assertArrayEquals(new long[] {3, 6, 12}, Sizes.parse("3:12").toArray());
        assertArrayEquals(new long[] {0, 1, 2}, Sizes.parse("0:3").toArray());
        assertArrayEquals(new long[] {0}, Sizes.parse("0:0").toArray());
    }

    @Test
    void aSingleNumberIsTheMaximum() {
        assertEquals(new Sizes(1, 8), Sizes.parse("8").withMinimum(1));
        assertEquals(new Sizes(4, 4), Sizes.parse("4").withMinimum(8));
        assertEquals(new Sizes(2, 8), Sizes.parse("2:8").withMinimum(1));
    }

    @Test
    void aListIsTakenInOrder() {
        Sizes sizes = Sizes.parse("65536,8,1024,8").withMinimum(1);
        assertArrayEquals(new long[] {8, 1024, 65536}, sizes.toArray());
        assertEquals(8, sizes.min());
        assertEquals(65536, sizes.max());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1:", ":8", "8:4", "-1:8", "-8", "x", "1:2:3", "1,", ",", "-1,2", "1:2,4", "1,1073741825", "1073741825", "99999999999999999999"})
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Sizes.parse(text));
    }
}
