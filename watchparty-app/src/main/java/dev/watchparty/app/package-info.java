/** Configuration and wiring; the only reader of clocks, randomness and environment. */
@NullMarked
package dev.watchparty.app;

import org.jspecify.annotations.NullMarked;
