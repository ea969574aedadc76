package mpj.base.config;

import java.util.List;

/** What the values of a parameter look like. */
public interface ParameterForm {
    /** Any text; what it must be is for those to check who use it. */
    ParameterForm TEXT = new ParameterForm() {
        @Override
        public void check(String name, String value) {}
    };

    /** {@code 0} for no and {@code 1} for yes. */
    Whole SWITCH = new Whole(0, 1);

    /**
     * Checks a value.
     *
     * @throws IllegalArgumentException if it has not this form; the message names the parameter, the value and the form
     */
    void check(String name, String value);

    /** A whole number. */
    record Whole(int min, int max) implements ParameterForm {
        int read(String name, String text) {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException(name + "=" + text + " is not a number from " + min + " to " + max);
        }

        @Override
        public void check(String name, String value) {
            read(name, value);
        }
    }

    /** A size in bytes; K, M and G (powers of 1024) may follow the number. */
    record Size(long min, long max) implements ParameterForm {
        long read(String name, String text) {
            String digits = text;
            int shift = switch (digits.charAt(digits.length() - 1)) {
                case 'k', 'K' -> 10;
                case 'm', 'M' -> 20;
                case 'g', 'G' -> 30;
                default -> 0;
            };
            if (shift > 0) {
                digits = digits.substring(0, digits.length() - 1);
            }
            try {
                long value = Math.multiplyExact(Long.parseLong(digits.trim()), 1L << shift);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException(
                    name + "=" + text + " is not a size from " + min + " to " + max + " bytes (like 64K or 1M)");
        }

        @Override
        public void check(String name, String value) {
            read(name, value);
        }
    }

    /** One of a few words. */
    record Word(List<String> words) implements ParameterForm {
        /** Of these. */
        public Word(String... words) {
            this(List.of(words));
        }

        @Override
        public void check(String name, String value) {
            if (!words.contains(value)) {
                throw new IllegalArgumentException(name + "=" + value + " is none of " + String.join(", ", words));
            }
        }
    }
}
