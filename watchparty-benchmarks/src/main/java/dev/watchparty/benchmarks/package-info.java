/** What is measured through the doors that everybody may use: rules, events into frames, frames into commands. */
@NullMarked
package dev.watchparty.benchmarks;

import org.jspecify.annotations.NullMarked;
