/** Tests of the runner's parts; whole programs are in module system-tests. */
@NullMarked
package mpj.tools;

import org.jspecify.annotations.NullMarked;
