@NullMarked
package mpj.codec.fory;

import org.jspecify.annotations.NullMarked;
