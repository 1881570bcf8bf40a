/** The machine that the laboratory runs on, and the server it starts there. */
@NullMarked
package dev.watchparty.lab.machine;

import org.jspecify.annotations.NullMarked;
