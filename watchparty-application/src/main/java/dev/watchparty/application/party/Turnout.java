package dev.watchparty.application.party;

import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.MembershipCommand.Arrive;
import dev.watchparty.domain.party.MembershipCommand.Depart;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected to this server, and what to ask of the party where it says otherwise. Confined to one thread.
 *
 * <p>While a party is followed here, each of its members who is here by its word is connected, or awaited: looked for
 * on the board when the grace is over, and again for as long as they are to be found on other servers only, since a
 * server that dies tells nobody.
 */
final class Turnout {

    /** How long whoever was found on another server is taken to be there still. */
    static final Duration ELSEWHERE_MAX = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Turnout.class);

    private final PartyId id;
    private final PresenceBoard board;
    private Presence presence = Presence.NOBODY;

    /** Those who connected and may be absent by the party's word. */
    private final Set<UserId> arriving = new HashSet<>();

    Turnout(PartyId id, PresenceBoard board) {
        this.id = id;
        this.board = board;
    }

    /** Those who are here, as far as was told, have the grace to show up: their server may be no more. */
    void await(Party party, Instant now) {
        presence = presence.expected(
                party.participants().here().map(Participant::user).toList(), now);
    }

    void connected(UserId user, Instant now) {
        presence = presence.connected(user, now);
        arriving.add(user);
    }

    void disconnected(UserId user, Instant now) {
        presence = presence.disconnected(user, now);
    }

    /** Somebody is out of the party, with all their connections. */
    void dismissed(UserId user) {
        presence = presence.dismissed(user);
        arriving.remove(user);
    }

    /** The party is over. */
    void dismissAll() {
        presence = Presence.NOBODY;
        arriving.clear();
    }

    /** What an event means for whoever comes or goes by it. */
    void hear(RecordedEvent recorded) {
        PartyEvent event = recorded.event();
        if (event instanceof ParticipantJoined joined) {
            presence = presence.expected(List.of(joined.participant().user()), recorded.at());
        } else if (event instanceof ParticipantArrived arrived) {
            presence = presence.expected(List.of(arrived.user()), recorded.at());
        } else if (event instanceof ParticipantDeparted departed) {
            // Another server may have given somebody up who has come here meanwhile.
            boolean isConnected = presence.connected().contains(departed.user());
            if (isConnected) {
                arriving.add(departed.user());
            } else {
                presence = presence.dismissed(departed.user());
            }
        }
    }

    /**
     * What to ask of {@code party}. Those whose connections are gone for too long have departed, unless they are
     * connected elsewhere. May block, on the board.
     *
     * @param isFollowed whether anybody is connected here; if not, nobody is awaited for longer than the grace
     */
    List<PartyCommand> due(Party party, boolean isFollowed, Instant now) {
        List<PartyCommand> due = new ArrayList<>();
        Set<UserId> departed = departed(party, isFollowed, now);
        if (!departed.isEmpty()) due.add(new Depart(departed));
        if (arriving.isEmpty()) return due;
        arriving.removeIf(user -> !isAbsent(party, user));
        arriving.retainAll(presence.connected());
        if (!arriving.isEmpty()) due.add(new Arrive(arriving));
        return due;
    }

    private Set<UserId> departed(Party party, boolean isFollowed, Instant now) {
        Presence.Swept swept = presence.swept(now);
        presence = swept.presence();
        Set<UserId> missing = swept.gone().stream()
                .filter(user -> isHere(party, user))
                .collect(Collectors.toCollection(HashSet::new));
        if (missing.isEmpty()) return Set.of();
        Optional<Set<UserId>> connected = connectedAnywhere();
        Set<UserId> elsewhere = new HashSet<>(missing);
        elsewhere.retainAll(connected.orElse(Set.of()));
        missing.removeAll(elsewhere);
        if (isFollowed) {
            // Until the party says that they are gone: perhaps the board does not know, or the command fails.
            presence = presence.expected(missing, now)
                    .expected(elsewhere, now.plus(ELSEWHERE_MAX).minus(Presence.GRACE));
        }
        return connected.isPresent() ? missing : Set.of();
    }

    /** Empty, if nobody knows. */
    private Optional<Set<UserId>> connectedAnywhere() {
        try {
            return board.rollCall(Set.of(id)).map((Map<PartyId, Set<UserId>> roll) -> roll.getOrDefault(id, Set.of()));
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", id.value()).setCause(failure).log("the roll could not be called");
            return Optional.empty();
        }
    }

    private static boolean isHere(Party party, UserId user) {
        return party.participants().find(user).filter(Participant::isHere).isPresent();
    }

    private static boolean isAbsent(Party party, UserId user) {
        return party.participants()
                .findActive(user)
                .filter(member -> !member.isHere())
                .isPresent();
    }

    /** When there may be somebody to look for, if nobody comes or goes. */
    Optional<Instant> next() {
        return presence.nextSweep();
    }
}
