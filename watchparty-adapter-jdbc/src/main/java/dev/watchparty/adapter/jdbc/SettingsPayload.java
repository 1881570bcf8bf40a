package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.HistoryPolicy;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.Policy;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.party.WaitingPolicy;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Settings in the history, and those parts of them that are JSON in a party's row, too. */
final class SettingsPayload {

    private SettingsPayload() {}

    static Payload write(Settings settings) {
        Payload payload = Payload.empty()
                .with("title", settings.title().value())
                .with("visibility", settings.visibility())
                .with("capacity", settings.capacity().participants());
        if (settings.protection() instanceof Protection.ByPassword guarded) {
            payload.with("password_hash", guarded.hash().encoded());
        }
        return payload.with("history", settings.history())
                .with("waiting", write(settings.waiting()))
                .with("policy", write(settings.policy()));
    }

    static Settings read(Payload stored) {
        return new Settings(
                new Title(stored.text("title")),
                stored.word(Visibility.class, "visibility"),
                new Capacity(stored.wholeNumber("capacity")),
                stored.has("password_hash")
                        ? new Protection.ByPassword(new PasswordHash(stored.text("password_hash")))
                        : Protection.OPEN,
                stored.word(HistoryPolicy.class, "history"),
                readWaiting(stored.inner("waiting")),
                readPolicy(stored.inner("policy")));
    }

    static Payload write(WaitingPolicy waiting) {
        return Payload.empty()
                .with("is_on", waiting.isOn())
                .with("deadline_ms", waiting.deadline())
                .with("quorum_percent", waiting.quorumPercent())
                .with("budget_ms", waiting.budget());
    }

    static WaitingPolicy readWaiting(Payload stored) {
        return new WaitingPolicy(
                stored.isSo("is_on"),
                stored.duration("deadline_ms"),
                stored.wholeNumber("quorum_percent"),
                stored.duration("budget_ms"));
    }

    static Payload write(Policy policy) {
        Payload payload = Payload.empty();
        policy.leastRoles().forEach((action, role) -> payload.with(Words.of(action), role));
        return payload;
    }

    /** What the policy says nothing of, since there was no such action when it was written, is as usual. */
    static Policy readPolicy(Payload stored) {
        Map<Action, Role> roles = Arrays.stream(Action.values())
                .filter(action -> stored.has(Words.of(action)))
                .collect(Collectors.toMap(Function.identity(), action -> stored.word(Role.class, Words.of(action))));
        return Policy.Preset.CO_HOSTS.policy().with(roles);
    }
}
