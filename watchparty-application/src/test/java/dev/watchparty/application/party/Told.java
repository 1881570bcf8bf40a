package dev.watchparty.application.party;

import dev.watchparty.application.port.Announcer;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message as tests read it.
 *
 * @param what an event's name, or "state", "snapshot for ann with 2 connected", "typing ann true", "statuses of ann"
 * @param version of the party, when it was told
 */
record Told(String what, Version version) {

    static Told of(String what, long version) {
        return new Told(what, new Version(version));
    }

    boolean isEvent() {
        return Character.isUpperCase(what.charAt(0));
    }

    /** Puts what happened into {@link Told}, and remembers for how many. Safe for many threads. */
    static final class Words implements Announcer<Told> {

        private final List<Integer> audiences = Collections.synchronizedList(new ArrayList<>());
        private final List<Greeting> greetings = Collections.synchronizedList(new ArrayList<>());

        /** How many were told of each event. */
        List<Integer> audiences() {
            return audiences;
        }

        /** With what each newcomer was greeted. */
        List<Greeting> greetings() {
            return greetings;
        }

        @Override
        public Told event(Party after, RecordedEvent event) {
            return new Told(event.event().getClass().getSimpleName(), event.version());
        }

        @Override
        public Told state(Party party, Instant now) {
            return new Told("state", party.version());
        }

        @Override
        public Told snapshot(Party party, Greeting greeting, UserId you, Instant now) {
            greetings.add(greeting);
            return new Told(
                    "snapshot for " + name(party, you) + " with "
                            + greeting.statuses().size() + " connected",
                    party.version());
        }

        @Override
        public Told typing(Party party, UserId user, boolean isTyping, Instant now) {
            return new Told("typing " + name(party, user) + " " + isTyping, party.version());
        }

        @Override
        public Told statuses(Party party, Map<UserId, ParticipantStatus> changed, Instant now) {
            String names = changed.entrySet().stream()
                    .map(entry ->
                            name(party, entry.getKey()) + (entry.getValue().isBuffering() ? " buffering" : ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new Told("statuses of " + names, party.version());
        }

        @Override
        public void told(RecordedEvent event, int followers) {
            audiences.add(followers);
        }

        private static String name(Party party, UserId user) {
            return party.participants()
                    .findActive(user)
                    .map(participant -> participant.profile().username().value())
                    .orElse("nobody");
        }
    }
}
