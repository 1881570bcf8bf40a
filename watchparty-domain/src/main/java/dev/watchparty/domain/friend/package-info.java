/** Who is whose friend: what two people are to each other, what they may ask, and what comes of it. */
@NullMarked
package dev.watchparty.domain.friend;

import org.jspecify.annotations.NullMarked;
