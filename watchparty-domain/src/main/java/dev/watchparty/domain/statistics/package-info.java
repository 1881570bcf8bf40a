/** What the history of a party comes to in numbers. */
@NullMarked
package dev.watchparty.domain.statistics;

import org.jspecify.annotations.NullMarked;
