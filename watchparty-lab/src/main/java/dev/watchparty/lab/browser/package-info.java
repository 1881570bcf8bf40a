/** Real browsers that watch, and what they recorded of it. */
@NullMarked
package dev.watchparty.lab.browser;

import org.jspecify.annotations.NullMarked;
