package mpi.codec;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterForm;
import mpj.base.config.ParameterInfo;

/** The parameters of objects in messages. */
public final class CodecParameters implements ParameterCatalog {
    /** Names the codec. */
    public static final ParameterInfo CODEC = new ParameterInfo(
            "MPJ_CODEC",
            "name",
            "java",
            "how objects are written, as --codec: java, fory, or the name of a mpi.codec.Codec service");

    /** Names classes that may be read. */
    public static final ParameterInfo ALLOW = new ParameterInfo(
            "MPJ_CODEC_ALLOW",
            "list",
            "none",
            "classes and packages (a.B, a.b.*, a.b.**) that may come out of messages besides the program's own and the"
                    + " JDK's values and collections");

    /** From when on arrays travel by themselves. */
    public static final ParameterInfo THRESHOLD = new ParameterInfo(
            "MPJ_CODEC_THRESHOLD",
            new ParameterForm.Size(1, Long.MAX_VALUE),
            "bytes",
            "64K",
            "from which size on an array within an object travels beside the stream");

    /** For {@code ServiceLoader}. */
    public CodecParameters() {}

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(CODEC, ALLOW, THRESHOLD);
    }
}
