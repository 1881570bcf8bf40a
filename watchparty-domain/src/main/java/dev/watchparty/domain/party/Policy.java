package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may do what in a party: each action, and the least role that may. */
public record Policy(Map<Action, Role> leastRoles) {

    /** @throws IllegalArgumentException if an action is missing, or if viewers, who outrank nobody, should moderate */
    public Policy {
        EnumMap<Action, Role> copy = new EnumMap<>(Action.class);
        copy.putAll(leastRoles);
        for (Action action : Action.values()) {
            if (!copy.containsKey(action)) throw new IllegalArgumentException("policy says nothing of " + action);
        }
        if (copy.get(Action.MODERATE) == Role.VIEWER) {
            throw viewersModerate();
        }
        leastRoles = Collections.unmodifiableMap(copy);
    }

    static IllegalArgumentException viewersModerate() {
        return new IllegalArgumentException("policy must leave moderating to the host or to co-hosts");
    }

    /** The policies that people want most. */
    public enum Preset {
        /** The host alone controls. */
        HOST_ONLY(Role.HOST, Role.HOST),
        /** Host and co-hosts control. */
        CO_HOSTS(Role.CO_HOST, Role.CO_HOST),
        /** As before, and everybody may press pause. */
        ANYONE_MAY_PAUSE(Role.CO_HOST, Role.VIEWER),
        /** Everybody controls. */
        EVERYONE(Role.VIEWER, Role.VIEWER);

        private final Role control;
        private final Role pause;

        Preset(Role control, Role pause) {
            this.control = control;
            this.pause = pause;
        }

        public Policy policy() {
            EnumMap<Action, Role> roles = new EnumMap<>(Action.class);
            Arrays.stream(Action.values()).forEach(action -> roles.put(action, Role.VIEWER));
            Set.of(Action.PLAY, Action.SEEK, Action.SKIP, Action.RATE, Action.QUEUE)
                    .forEach(action -> roles.put(action, control));
            roles.put(Action.PAUSE, pause);
            roles.put(Action.MODERATE, Role.HOST);
            return new Policy(roles);
        }
    }

    public Role least(Action action) {
        Role least = leastRoles.get(action);
        if (least == null) throw new AssertionError(action);
        return least;
    }

    public boolean allows(Action action, Role role) {
        return role.isAtLeast(least(action));
    }

    /** All that {@code role} may do. */
    public Set<Action> allowedTo(Role role) {
        return Arrays.stream(Action.values())
                .filter(action -> allows(action, role))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** This policy, but for what {@code changes} says. */
    public Policy with(Map<Action, Role> changes) {
        Map<Action, Role> changed = new EnumMap<>(leastRoles);
        changed.putAll(changes);
        return new Policy(changed);
    }

    /** The preset that this policy is, if it is one. */
    public Optional<Preset> preset() {
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.policy().equals(this))
                .findFirst();
    }
}
