/** The party: its state, the commands that may change it, the events that did, and the reasons for refusing. */
@NullMarked
package dev.watchparty.domain.party;

import org.jspecify.annotations.NullMarked;
