/** Layouts against a naive interpreter of the type map. */
@NullMarked
package mpj.testkit.datatype;

import org.jspecify.annotations.NullMarked;
