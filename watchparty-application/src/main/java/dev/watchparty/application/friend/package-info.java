/** The use cases of friends: to ask, to answer, to part and to list; and the graph that parties ask. */
@NullMarked
package dev.watchparty.application.friend;

import org.jspecify.annotations.NullMarked;
