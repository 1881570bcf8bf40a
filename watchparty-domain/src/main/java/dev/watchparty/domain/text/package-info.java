/** What every text that people write must satisfy. */
@NullMarked
package dev.watchparty.domain.text;

import org.jspecify.annotations.NullMarked;
