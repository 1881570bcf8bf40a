package dev.watchparty.adapter.jdbc;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;

/** What a failure of the database means. */
final class Failures {

    /** Of these classes of SQLSTATE, every one may be gone at the next try: see appendix A of PostgreSQL's manual. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of(
            "08", // connection
            "40", // rolled back because of others
            "53", // out of memory, disk or connections
            "57", // cancelled by a time-out, shut down, starting up
            "58"); // the operating system

    private static final Set<String> UNAVAILABLE_STATES = Set.of(
            "55P03", // a lock was not to be had in time
            "25P02", // the transaction had failed before
            "25P03"); // the transaction was idle for too long

    private static final Set<String> ROLLED_BACK_STATES = Set.of(
            "40001", // others changed what was read
            "40P01", // two waited for each other
            "55P03"); // a lock was not to be had in time

    private static final String UNIQUE_VIOLATION = "23505";

    private Failures() {}

    /** Whether the same call may succeed later, without anybody changing it. */
    static boolean isUnavailable(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLTransientException
                        || cause instanceof SQLRecoverableException
                        || (cause instanceof SQLException sql && isUnavailable(sql)));
    }

    /** Whether nothing was done for sure, because others were in the way. */
    static boolean isRolledBack(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql && ROLLED_BACK_STATES.contains(state(sql)));
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    private static boolean isUnavailable(SQLException failure) {
        String state = state(failure);
        if (state.length() != 5) return false;
        return UNAVAILABLE_CLASSES.contains(state.substring(0, 2)) || UNAVAILABLE_STATES.contains(state);
    }

    /** Whether something was to be stored that is there already, as the constraint {@code name} says. */
    static boolean isDuplicate(Throwable failure, String name) {
        return causes(failure).anyMatch(cause -> cause instanceof SQLException sql && isDuplicate(sql, name));
    }

    private static boolean isDuplicate(SQLException failure, String name) {
        // Every language of the server's messages has the name of the constraint.
        String message = failure.getMessage();
        return UNIQUE_VIOLATION.equals(failure.getSQLState()) && message != null && message.contains(name);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
