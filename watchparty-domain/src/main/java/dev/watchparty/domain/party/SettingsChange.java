package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Role;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a host wants to be otherwise. What is null, or not in {@code policy}, stays as it is.
 *
 * @param policy the actions whose least role changes
 */
public record SettingsChange(
        @Nullable Title title,
        @Nullable Visibility visibility,
        @Nullable Capacity capacity,
        @Nullable Protection protection,
        @Nullable HistoryPolicy history,
        WaitingChange waiting,
        Map<Action, Role> policy) {

    /** @throws IllegalArgumentException if viewers should moderate */
    public SettingsChange {
        policy = Map.copyOf(policy);
        if (policy.get(Action.MODERATE) == Role.VIEWER) throw Policy.viewersModerate();
    }

    /** What is to be otherwise about waiting; what is null stays as it is. */
    public record WaitingChange(
            @Nullable Boolean isOn,
            @Nullable Duration deadline,
            @Nullable Integer quorumPercent,
            @Nullable Duration budget) {

        public static final WaitingChange NONE = new WaitingChange(null, null, null, null);

        /** @throws IllegalArgumentException if a value is none that a {@link WaitingPolicy} may have */
        public WaitingChange {
            changed(WaitingPolicy.OFF, isOn, deadline, quorumPercent, budget);
        }

        WaitingPolicy applyTo(WaitingPolicy waiting) {
            return changed(waiting, isOn, deadline, quorumPercent, budget);
        }

        private static WaitingPolicy changed(
                WaitingPolicy waiting,
                @Nullable Boolean isOn,
                @Nullable Duration deadline,
                @Nullable Integer quorumPercent,
                @Nullable Duration budget) {
            return new WaitingPolicy(
                    isOn == null ? waiting.isOn() : isOn,
                    deadline == null ? waiting.deadline() : deadline,
                    quorumPercent == null ? waiting.quorumPercent() : quorumPercent,
                    budget == null ? waiting.budget() : budget);
        }
    }

    /** This change, and {@code changed} for the protection. */
    public SettingsChange withProtection(Protection changed) {
        return new SettingsChange(title, visibility, capacity, changed, history, waiting, policy);
    }

    Settings applyTo(Settings settings) {
        return new Settings(
                title == null ? settings.title() : title,
                visibility == null ? settings.visibility() : visibility,
                capacity == null ? settings.capacity() : capacity,
                protection == null ? settings.protection() : protection,
                history == null ? settings.history() : history,
                waiting.applyTo(settings.waiting()),
                settings.policy().with(policy));
    }
}
