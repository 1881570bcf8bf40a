/** WebSocket connections: who may open one, what comes in, what goes out, and what happens to slow readers. */
@NullMarked
package dev.watchparty.adapter.web.socket;

import org.jspecify.annotations.NullMarked;
