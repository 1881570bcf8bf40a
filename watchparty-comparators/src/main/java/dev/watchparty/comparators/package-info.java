/**
 * Bare servers that speak as the load generator's C program does: whoever opens {@code /ws/PARTY} is in it, and a
 * member's seek or chat goes to all its members, as one message of the length that ours has. No storage, no roles, no
 * rights, no slow readers: what a framework alone costs.
 */
@NullMarked
package dev.watchparty.comparators;

import org.jspecify.annotations.NullMarked;
