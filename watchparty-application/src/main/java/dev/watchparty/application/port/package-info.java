/** What the application needs of the world; adapters and embedders implement it. */
@NullMarked
package dev.watchparty.application.port;

import org.jspecify.annotations.NullMarked;
