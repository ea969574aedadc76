/** The test kit's own tests, and the contract on every transport of the library. */
@NullMarked
package mpj.testkit;

import org.jspecify.annotations.NullMarked;
