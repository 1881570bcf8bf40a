/** What the load generator says to a server and understands of its answers. */
@NullMarked
package dev.watchparty.load.wire;

import org.jspecify.annotations.NullMarked;
