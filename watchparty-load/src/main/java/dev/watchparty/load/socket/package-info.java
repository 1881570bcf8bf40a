/** WebSocket clients by the thousand on one thread. */
@NullMarked
package dev.watchparty.load.socket;

import org.jspecify.annotations.NullMarked;
