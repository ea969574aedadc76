@NullMarked
package mpj.transport.tcp;

import org.jspecify.annotations.NullMarked;
