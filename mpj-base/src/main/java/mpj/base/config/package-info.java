/** Typed parameters: each is declared once with its meaning, unit and default, and read from the environment. */
@NullMarked
package mpj.base.config;

import org.jspecify.annotations.NullMarked;
