/** How a run is judged: instants, latencies, and what was lost or came out of order. */
@NullMarked
package dev.watchparty.load.measure;

import org.jspecify.annotations.NullMarked;
