/** The use cases of parties: make, join, read, command, follow. */
@NullMarked
package dev.watchparty.application.party;

import org.jspecify.annotations.NullMarked;
