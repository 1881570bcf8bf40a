/** A bad network on one machine: a TCP proxy that delays, loses and goes dark as it is told. */
@NullMarked
package dev.watchparty.lab.network;

import org.jspecify.annotations.NullMarked;
