/**
 * Apache Fory as a codec of objects: an optional jar, which {@code mpjexec --codec fory} puts on the ranks' class path.
 */
@NullMarked
package mpj.codec.fory;

import org.jspecify.annotations.NullMarked;
