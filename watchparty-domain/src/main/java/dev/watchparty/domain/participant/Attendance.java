package dev.watchparty.domain.participant;

import java.time.Instant;

/**
 * Whether somebody who is in the party is also there: has it open, or had a moment ago. Absence leaves the membership
 * alone: whoever comes back needs neither code nor password.
 */
public sealed interface Attendance {

    Instant since();

    record Here(Instant since) implements Attendance {}

    record Absent(Instant since) implements Attendance {}
}
