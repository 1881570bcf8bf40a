/** The use cases of playlists. */
@NullMarked
package dev.watchparty.application.playlist;

import org.jspecify.annotations.NullMarked;
