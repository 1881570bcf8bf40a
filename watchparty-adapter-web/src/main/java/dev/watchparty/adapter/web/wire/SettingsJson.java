package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.HistoryPolicy;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Policy;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.WaitingPolicy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the host chose for a party.
 *
 * @param policy the least role that may, by action
 * @param policyPreset what the policy is called, if it has a name
 */
public record SettingsJson(
        String title,
        String visibility,
        boolean hasPassword,
        int maxParticipants,
        String history,
        WaitingJson waiting,
        Map<String, String> policy,
        @Nullable String policyPreset,
        String loop) {

    /** Whether and how long the party waits for those who have to load. */
    public record WaitingJson(boolean enabled, long deadlineMs, int quorumPercent, long budgetMs) {

        static WaitingJson of(WaitingPolicy waiting) {
            return new WaitingJson(
                    waiting.isOn(),
                    waiting.deadline().toMillis(),
                    waiting.quorumPercent(),
                    waiting.budget().toMillis());
        }
    }

    public static SettingsJson of(Party party) {
        Settings settings = party.settings();
        return new SettingsJson(
                settings.title().value(),
                Words.of(settings.visibility()),
                settings.hasPassword(),
                settings.capacity().participants(),
                history(settings.history()),
                WaitingJson.of(settings.waiting()),
                policy(settings.policy()),
                settings.policy().preset().map(Words::of).orElse(null),
                Words.of(party.queue().loop()));
    }

    /** {@code history} on the wire. */
    static String history(HistoryPolicy history) {
        return switch (history) {
            case EVERYONE -> "everyone";
            case SINCE_JOIN -> "members-since-join";
            case NONE -> "none";
        };
    }

    private static Map<String, String> policy(Policy policy) {
        Map<String, String> roles = new LinkedHashMap<>();
        Arrays.stream(Action.values()).forEach(action -> roles.put(Words.of(action), Words.of(policy.least(action))));
        return roles;
    }
}
