/** What people write to each other. */
@NullMarked
package dev.watchparty.domain.chat;

import org.jspecify.annotations.NullMarked;
