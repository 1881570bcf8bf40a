/** A real PostgreSQL, started beside the process and kept in a directory of its own across restarts and crashes. */
@NullMarked
package dev.watchparty.adapter.embeddedpostgres;

import org.jspecify.annotations.NullMarked;
