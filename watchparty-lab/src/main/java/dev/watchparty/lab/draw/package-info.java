/** Figures as SVG, readable in the dark and by a screen reader. */
@NullMarked
package dev.watchparty.lab.draw;

import org.jspecify.annotations.NullMarked;
