package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an endpoint is told of an event: whom it concerns, by their ids, and nothing personal.
 *
 * @param version the event's place in the party's history, by which receivers put messages in order
 * @param details ids and words by the names that they have in the message
 */
public record WebhookMessage(
        Type type, PartyId party, Version version, Instant occurredAt, SortedMap<String, String> details) {

    public WebhookMessage {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** What it tells of. */
    public enum Type {
        PARTY_CREATED("party.created"),
        PARTY_STARTED("party.started"),
        PARTY_ENDED("party.ended"),
        MEMBER_JOINED("member.joined"),
        MEMBER_LEFT("member.left"),
        HOST_CHANGED("host.changed");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** The type as receivers read it, and as it is stored. */
        public String word() {
            return word;
        }

        /**
         * The type that {@code word} stands for.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Type read(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no type " + word));
        }
    }

    /** What endpoints are told of {@code recorded}; empty for most events, which are the party's own business. */
    public static Optional<WebhookMessage> of(PartyId party, RecordedEvent recorded) {
        PartyEvent event = recorded.event();
        Draft draft = new Draft(party, recorded);
        if (event instanceof PartyCreated created)
            return draft.of(Type.PARTY_CREATED, Map.of("host_user_id", id(created.by())));
        if (event instanceof PartyStarted) return draft.of(Type.PARTY_STARTED, Map.of());
        if (event instanceof PartyEnded ended) return draft.of(Type.PARTY_ENDED, Map.of("by_user_id", id(ended.by())));
        if (event instanceof ParticipantJoined joined)
            return draft.of(
                    Type.MEMBER_JOINED,
                    Map.of("user_id", id(joined.participant().user())));
        if (event instanceof ParticipantLeft left)
            return draft.of(Type.MEMBER_LEFT, Map.of("user_id", id(left.user()), "reason", "left"));
        if (event instanceof ParticipantRemoved removed)
            return draft.of(
                    Type.MEMBER_LEFT, Map.of("user_id", id(removed.user()), "reason", reason(removed.removal())));
        if (event instanceof ParticipantErased erased)
            return draft.of(Type.MEMBER_LEFT, Map.of("user_id", id(erased.user()), "reason", "erased"));
        if (event instanceof HostChanged changed)
            return draft.of(
                    Type.HOST_CHANGED,
                    Map.of("host_user_id", id(changed.host()), "former_host_user_id", id(changed.former())));
        return Optional.empty();
    }

    private static String reason(Removal removal) {
        return removal.name().toLowerCase(Locale.ROOT);
    }

    private static String id(UserId user) {
        return user.value().toString();
    }

    private record Draft(PartyId party, RecordedEvent recorded) {

        Optional<WebhookMessage> of(Type type, Map<String, String> details) {
            return Optional.of(
                    new WebhookMessage(type, party, recorded.version(), recorded.at(), new TreeMap<>(details)));
        }
    }
}
