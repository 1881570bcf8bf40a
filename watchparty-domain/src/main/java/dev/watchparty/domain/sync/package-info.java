/** How a client agrees with the server on the time, and what it does when its player strays. */
@NullMarked
package dev.watchparty.domain.sync;

import org.jspecify.annotations.NullMarked;
