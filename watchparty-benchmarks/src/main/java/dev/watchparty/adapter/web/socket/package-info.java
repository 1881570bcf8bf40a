/** What a connection's own parts cost; beside them, since nobody else may use them. */
@NullMarked
package dev.watchparty.adapter.web.socket;

import org.jspecify.annotations.NullMarked;
