/**
 * JSON (RFC 8259), to write and to read: for the output of tools and for files of settings that people edit, so what is
 * read knows its line. Not for data of any size.
 */
@NullMarked
package mpj.base.json;

import org.jspecify.annotations.NullMarked;
