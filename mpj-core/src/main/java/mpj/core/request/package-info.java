/** Operations under way and their completion. */
@NullMarked
package mpj.core.request;

import org.jspecify.annotations.NullMarked;
