/** Network addresses and ports, as users choose them. */
@NullMarked
package mpj.base.net;

import org.jspecify.annotations.NullMarked;
