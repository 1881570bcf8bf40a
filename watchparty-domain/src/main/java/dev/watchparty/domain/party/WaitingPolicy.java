package dev.watchparty.domain.party;

import java.time.Duration;

/**
 * Whether and how long a party waits for those whose players have to load.
 *
 * @param isOn whether it waits at all; the rest is kept while it does not
 * @param deadline how long a hold lasts at most
 * @param quorumPercent the party plays while so many of those who are here can, in percent
 * @param budget how long one person may hold the party up in all, until another item plays
 */
public record WaitingPolicy(boolean isOn, Duration deadline, int quorumPercent, Duration budget) {

    public static final Duration DEADLINE_MIN = Duration.ofSeconds(1);
    public static final Duration DEADLINE_MAX = Duration.ofMinutes(1);
    public static final Duration BUDGET_MAX = Duration.ofMinutes(10);

    public static final WaitingPolicy OFF =
            new WaitingPolicy(/* isOn= */ false, Duration.ofSeconds(15), /* quorumPercent= */ 100, DEADLINE_MAX);

    public WaitingPolicy {
        if (deadline.compareTo(DEADLINE_MIN) < 0 || deadline.compareTo(DEADLINE_MAX) > 0) {
            throw new IllegalArgumentException("waiting.deadline_ms must be between " + DEADLINE_MIN.toMillis()
                    + " and " + DEADLINE_MAX.toMillis() + ", but is " + deadline.toMillis());
        }
        if (quorumPercent < 1 || quorumPercent > 100) {
            throw new IllegalArgumentException(
                    "waiting.quorum_percent must be between 1 and 100, but is " + quorumPercent);
        }
        if (budget.isNegative() || budget.compareTo(BUDGET_MAX) > 0) {
            throw new IllegalArgumentException("waiting.budget_ms must be between 0 and " + BUDGET_MAX.toMillis()
                    + ", but is " + budget.toMillis());
        }
    }
}
