/** A film long enough for the laboratory, and where browsers fetch it. */
@NullMarked
package dev.watchparty.lab.film;

import org.jspecify.annotations.NullMarked;
