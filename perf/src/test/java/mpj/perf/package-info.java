/** What tests of several packages need. */
@NullMarked
package mpj.perf;

import org.jspecify.annotations.NullMarked;
