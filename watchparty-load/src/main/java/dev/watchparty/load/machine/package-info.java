/** Processes on this machine: what they use, and starting and stopping them. */
@NullMarked
package dev.watchparty.load.machine;

import org.jspecify.annotations.NullMarked;
