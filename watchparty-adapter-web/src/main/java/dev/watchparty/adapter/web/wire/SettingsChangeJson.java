package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.application.party.ChangeSettings.PasswordWish;
import dev.watchparty.application.port.Password;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.HistoryPolicy;
import dev.watchparty.domain.party.Policy;
import dev.watchparty.domain.party.SettingsChange;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Visibility;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a host wants to be otherwise; what is absent stays. It prints nothing, for it may hold a password.
 *
 * @param password a text; empty, or JSON's null, for none at all
 * @param policy the name of a preset, or an object of actions and the least role that may
 */
public record SettingsChangeJson(
        @Nullable String title,
        @Nullable String visibility,
        @Nullable JsonNode password,
        @Nullable Integer maxParticipants,
        @Nullable String history,
        @Nullable WaitingChangeJson waiting,
        @Nullable JsonNode policy) {

    /** What is to be otherwise about waiting. */
    public record WaitingChangeJson(
            @Nullable Boolean enabled,
            @Nullable Long deadlineMs,
            @Nullable Integer quorumPercent,
            @Nullable Long budgetMs) {

        WaitingChange toChange() {
            return new WaitingChange(
                    enabled,
                    deadlineMs == null ? null : Duration.ofMillis(deadlineMs),
                    quorumPercent,
                    budgetMs == null ? null : Duration.ofMillis(budgetMs));
        }
    }

    /** The change, and what is to become of the password. */
    public record Wish(PasswordWish password, SettingsChange change) {}

    /**
     * The wish that this says.
     *
     * @throws IllegalArgumentException if a field is out of range
     */
    public Wish toWish() {
        return new Wish(
                passwordWish(),
                new SettingsChange(
                        title == null ? null : new Title(title),
                        visibility == null ? null : Words.choice("visibility", Visibility.class, visibility),
                        maxParticipants == null ? null : new Capacity(maxParticipants),
                        /* protection= */ null,
                        history == null ? null : historyPolicy(history),
                        waiting == null ? WaitingChange.NONE : waiting.toChange(),
                        policy == null || policy.isNull() ? Map.of() : leastRoles(policy)));
    }

    private PasswordWish passwordWish() {
        if (password == null) return new PasswordWish.Keep();
        if (password.isNull()) return new PasswordWish.Clear();
        String text = text("password", password);
        return text.isEmpty() ? new PasswordWish.Clear() : new PasswordWish.Set(Password.chosen(text));
    }

    private static HistoryPolicy historyPolicy(String word) {
        return Arrays.stream(HistoryPolicy.values())
                .filter(policy -> SettingsJson.history(policy).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("history must be one of "
                        + Arrays.stream(HistoryPolicy.values())
                                .map(SettingsJson::history)
                                .collect(Collectors.joining(", "))));
    }

    private static Map<Action, Role> leastRoles(JsonNode policy) {
        if (policy.isTextual()) {
            return Words.choice("policy", Policy.Preset.class, policy.textValue())
                    .policy()
                    .leastRoles();
        }
        if (!policy.isObject()) {
            throw new IllegalArgumentException("policy must be the name of a preset, or an object");
        }
        Map<Action, Role> roles = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            JsonNode role = policy.path(Words.of(action));
            if (role.isMissingNode() || role.isNull()) continue;
            String field = "policy." + Words.of(action);
            roles.put(action, Words.choice(field, Role.class, text(field, role)));
        }
        return roles;
    }

    private static String text(String field, JsonNode node) {
        if (!node.isTextual()) throw new IllegalArgumentException(field + " must be a string");
        String text = node.textValue();
        if (StrictText.holdsHalfAPair(text)) {
            throw new IllegalArgumentException(field + " holds half a surrogate pair");
        }
        return text;
    }

    @Override
    public String toString() {
        return "SettingsChangeJson[hidden]";
    }
}
