package dev.watchparty.application.party;

import dev.watchparty.application.port.Announcer;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A message as tests read it.
 *
 * @param what an event's name, or "arrived ann", "departed ann", "state", "snapshot for ann with 2 connected"
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

        /** How many were told of each event. */
        List<Integer> audiences() {
            return audiences;
        }

        @Override
        public Told event(Party after, RecordedEvent event) {
            return new Told(event.event().getClass().getSimpleName(), event.version());
        }

        @Override
        public Told arrived(Party party, Participant participant, Instant now) {
            return new Told("arrived " + name(participant), party.version());
        }

        @Override
        public Told departed(Party party, Participant participant, Instant now) {
            return new Told("departed " + name(participant), party.version());
        }

        @Override
        public Told state(Party party, Instant now) {
            return new Told("state", party.version());
        }

        @Override
        public Told snapshot(Party party, Set<UserId> connected, UserId you, Instant now) {
            String name = party.participants().findActive(you).map(Words::name).orElse("nobody");
            return new Told("snapshot for " + name + " with " + connected.size() + " connected", party.version());
        }

        @Override
        public void told(RecordedEvent event, int followers) {
            audiences.add(followers);
        }

        private static String name(Participant participant) {
            return participant.profile().username().value();
        }
    }
}
