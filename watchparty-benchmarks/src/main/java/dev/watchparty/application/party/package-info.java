/** What it costs to hand a command over; beside the mailbox, since nobody else may use it. */
@NullMarked
package dev.watchparty.application.party;

import org.jspecify.annotations.NullMarked;
