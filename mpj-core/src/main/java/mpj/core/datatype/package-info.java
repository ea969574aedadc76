/** What an element of a message looks like in memory, and how two are combined. */
@NullMarked
package mpj.core.datatype;

import org.jspecify.annotations.NullMarked;
