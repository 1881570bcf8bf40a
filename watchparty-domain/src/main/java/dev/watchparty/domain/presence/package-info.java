/** Who is connected now, as a counted value with a grace time, and how they fare. */
@NullMarked
package dev.watchparty.domain.presence;

import org.jspecify.annotations.NullMarked;
