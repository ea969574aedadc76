package mpj.base.config;

/**
 * A parameter: its name, what its values look like, and what {@code mpj-info} and the documents tell of it.
 *
 * @param name of the environment variable
 * @param form which a value must have, whether it is used or not
 * @param unit of its value, or what it is: {@code bytes}, {@code us}, {@code 0 or 1}, {@code list}
 * @param defaultValue in words where it is not always the same
 * @param meaning a sentence without its full stop
 */
public record ParameterInfo(String name, ParameterForm form, String unit, String defaultValue, String meaning) {
    /** One whose value may be any text. */
    public ParameterInfo(String name, String unit, String defaultValue, String meaning) {
        this(name, ParameterForm.TEXT, unit, defaultValue, meaning);
    }
}
