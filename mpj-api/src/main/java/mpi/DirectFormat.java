package mpi;

/** The tags of values that the library writes itself. Numbers are little endian. */
final class DirectFormat {
    static final int NULL = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int BYTE = 3;
    static final int SHORT = 4;
    static final int CHAR = 5;
    static final int INT = 6;
    static final int LONG = 7;
    static final int FLOAT = 8;
    static final int DOUBLE = 9;
    /** Then an array: of bytes if all characters are Latin-1, else of chars. */
    static final int STRING = 10;
    /** Then its content, its length in elements, and the elements. */
    static final int ARRAY = 11;
    /** Then its number among the arrays beside the stream. */
    static final int LARGE_ARRAY = 12;
    /** Then the record's class, and its components. A class is its name, or its number where it has come before. */
    static final int RECORD = 13;
    /** Then its class, and the constant's name. */
    static final int ENUM = 14;
    /** An array or record that has come before: its number among these. */
    static final int AGAIN = 15;
    /** In place of a class's number: its name follows. */
    static final int NEW_CLASS = -1;

    private DirectFormat() {}
}
