/** What recordings say: positions, skew, how long it took to settle. */
@NullMarked
package dev.watchparty.lab.measure;

import org.jspecify.annotations.NullMarked;
