/** The people of a party, and what they may do there. */
@NullMarked
package dev.watchparty.domain.participant;

import org.jspecify.annotations.NullMarked;
