/** The load generator's command line: what is run against which server, and how its figures are printed. */
@NullMarked
package dev.watchparty.load;

import org.jspecify.annotations.NullMarked;
