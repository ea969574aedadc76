/** Tests of the launcher's parts; whole jobs are in module system-tests. */
@NullMarked
package mpj.launcher;

import org.jspecify.annotations.NullMarked;
