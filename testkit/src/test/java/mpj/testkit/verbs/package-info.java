/** The providers of verbs under their contract, and the fake's own faults. */
@NullMarked
package mpj.testkit.verbs;

import org.jspecify.annotations.NullMarked;
