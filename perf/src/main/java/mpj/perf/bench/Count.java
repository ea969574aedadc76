package mpj.perf.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line that have a least value. */
final class Count {
    private Count() {}

    private static int parse(String text, int least) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // as below
        }
        throw new TypeConversionException("'" + text + "' should be a whole number of " + least + " or more");
    }

    /** From 1 on. */
    static final class Positive implements ITypeConverter<Integer> {
        Positive() {}

        @Override
        public Integer convert(String text) {
            return parse(text, 1);
        }
    }

    /** From 0 on. */
    static final class OrNone implements ITypeConverter<Integer> {
        OrNone() {}

        @Override
        public Integer convert(String text) {
            return parse(text, 0);
        }
    }
}
