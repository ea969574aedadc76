/** The machine under a process: what tells it from others, and the part of its hardware that the process may use. */
@NullMarked
package mpj.base.host;

import org.jspecify.annotations.NullMarked;
