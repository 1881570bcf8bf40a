/** The skew laboratory's command line: which party is played, what is measured of it, and how that is told. */
@NullMarked
package dev.watchparty.lab;

import org.jspecify.annotations.NullMarked;
