/** What one server needs of the ports between servers, when it is alone. */
@NullMarked
package dev.watchparty.application.local;

import org.jspecify.annotations.NullMarked;
