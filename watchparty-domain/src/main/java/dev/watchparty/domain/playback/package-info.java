/** What plays, and where in it the party is, as a function of server time. */
@NullMarked
package dev.watchparty.domain.playback;

import org.jspecify.annotations.NullMarked;
