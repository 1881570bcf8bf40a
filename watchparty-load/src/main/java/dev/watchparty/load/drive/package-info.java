/** Parties under load: hosts who act on a timetable or in a closed loop, and members who check what reaches them. */
@NullMarked
package dev.watchparty.load.drive;

import org.jspecify.annotations.NullMarked;
