package mpi;

import java.io.StreamCorruptedException;
import mpi.codec.Codec;
import mpj.core.comm.Content;
import mpj.core.comm.Parts;
import org.jspecify.annotations.Nullable;

/**
 * An object's message. A primitive array is its own message, and so is a buffer. Anything else begins with a byte that tells who wrote the
 * rest: {@link DirectWriter}, or the codec whose name follows; or that there is no object, and why.
 */
final class ObjectFormat {
    private static final int FAILURE = 0;
    private static final int DIRECT = 1;
    private static final int CODEC = 2;

    private ObjectFormat() {}

    /** The message of an object, which keeps hold of the object's large arrays. */
    static Parts encode(@Nullable Object object) throws CodingException {
        return encode(object, Codecs.current(), Codecs.threshold());
    }

    /**
     * The same with another codec.
     *
     * @param threshold from how many bytes an array travels beside the stream
     */
    static Parts encode(@Nullable Object object, Codec codec, long threshold) throws CodingException {
        Parts plain = PlainBuffers.of(object);
        if (plain != null) {
            return plain;
        }
        try {
            PartsOutput out = new PartsOutput(threshold);
            out.write(DIRECT);
            if (object == null || new DirectWriter(out).write(object)) {
                if (object == null) {
                    out.write(DirectFormat.NULL);
                }
                return out.finish();
            }
            out = new PartsOutput(threshold);
            out.write(CODEC);
            writeString(out, codec.name());
            codec.write(object, out);
            return out.finish();
        } catch (Throwable e) {
            throw CodingException.of("an object of " + describe(object) + " cannot be sent", e);
        }
    }

    private static String describe(@Nullable Object object) {
        return object == null ? "no class" : object.getClass().toString();
    }

    /** A message that tells the receiver why there is no object; in collective operations somebody waits for one. */
    static Parts failure(int rank, CodingException why) {
        PartsOutput out = new PartsOutput(Long.MAX_VALUE);
        out.write(FAILURE);
        out.writeInt(why.errorClass());
        writeString(out, "rank " + rank + " has none to give: " + why.getMessage());
        return out.finish();
    }

    private static void writeString(PartsOutput out, String text) {
        new DirectWriter(out).write(text);
    }

    /** The object of a message; null for a message from PROC_NULL. */
    static @Nullable Object decode(Parts parts) throws CodingException {
        return decode(parts, Codecs.current());
    }

    /** The same with another codec. */
    static @Nullable Object decode(Parts parts, Codec codec) throws CodingException {
        if (parts.count() == 0) {
            return null;
        }
        if (parts.count() == 1 && parts.content(0) != Content.STREAM) {
            return parts.array(0);
        }
        try {
            return read(new PartsInput(parts, codec.filter()), codec);
        } catch (CodingException e) {
            throw e;
        } catch (Throwable e) {
            throw CodingException.of("the object received cannot be read", e);
        }
    }

    private static @Nullable Object read(PartsInput in, Codec codec) throws Throwable {
        int format = in.readTag();
        return switch (format) {
            case DIRECT -> new DirectReader(in).read();
            case CODEC -> {
                String name = readString(in);
                if (!name.equals(codec.name())) {
                    throw new StreamCorruptedException("codec " + name + " has written it and this rank reads with codec "
                            + codec.name() + ": choose the same for all (mpjexec --codec)");
                }
                yield codec.read(in);
            }
            case FAILURE -> {
                int errorClass = in.readInt();
                throw new CodingException(errorClass, readString(in), null);
            }
            default -> throw new StreamCorruptedException("unknown format " + format);
        };
    }

    private static String readString(PartsInput in) throws Throwable {
        if (new DirectReader(in).read() instanceof String text) {
            return text;
        }
        throw new StreamCorruptedException("no name where there should be one");
    }
}
