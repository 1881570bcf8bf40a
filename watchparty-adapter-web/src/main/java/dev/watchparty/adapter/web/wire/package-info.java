/** Every byte that a client sends or sees, as records, and the one way they become JSON and back. */
@NullMarked
package dev.watchparty.adapter.web.wire;

import org.jspecify.annotations.NullMarked;
