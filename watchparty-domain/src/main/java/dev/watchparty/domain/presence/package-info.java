/** Who is connected now, as a counted value with a grace time. */
@NullMarked
package dev.watchparty.domain.presence;

import org.jspecify.annotations.NullMarked;
