/** Tests of reading and writing JSON. */
@NullMarked
package mpj.base.json;

import org.jspecify.annotations.NullMarked;
