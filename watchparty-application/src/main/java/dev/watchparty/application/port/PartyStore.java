package dev.watchparty.application.port;

import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps parties and their history across restarts. What a method has returned from is durable. Implementations are safe
 * for use by many threads and many servers at once; they throw {@link StoreUnavailableException} where the store does
 * not answer in time, and whether the work was done is then unknown.
 */
public interface PartyStore {

    Optional<Party> find(PartyId id);

    /** The party that has not ended with this code; else the one with it that ended last. */
    Optional<Party> findByCode(InviteCode code);

    /**
     * Keeps a new party and the first event of its history.
     *
     * @return false, having kept nothing, if a party that has not ended has the same invite code
     */
    boolean create(Party party);

    /**
     * Replaces a party and continues its history, all of it or nothing.
     *
     * <p>Three kinds of events change what was written before, in the same step. After a
     * {@link dev.watchparty.domain.party.PartyEvent.MessageDeleted} the message is a
     * {@link dev.watchparty.domain.party.PartyEvent.MessageRedacted} in the history; after a
     * {@link dev.watchparty.domain.party.PartyEvent.ParticipantErased} everything is that they had said by then, and
     * they had always joined as {@link dev.watchparty.domain.participant.Profile#ERASED}; after a
     * {@link dev.watchparty.domain.party.PartyEvent.SettingsChanged} all earlier ones that had a password have
     * {@link dev.watchparty.domain.party.PasswordHash#FORGOTTEN}. Versions and instants stay.
     */
    AppendResult append(Append append);

    /**
     * Appends steps of several parties, each as {@link #append} does it alone, without waiting for anybody. One that
     * comes too late, repeats a command, is held by somebody or cannot be stored is left out, and keeps no other from
     * being stored; only {@link #append} can say what there is to it. Implementations may leave out others too, and may
     * store many in one transaction, which costs far less than one each.
     *
     * <p>Where this throws, the fate of every step is unknown.
     *
     * @param steps at most one of each party
     * @return the parties whose steps are stored; of the others nothing is
     * @throws IllegalArgumentException if two steps are of the same party; nothing was stored then
     */
    default Set<PartyId> appendTogether(List<Append> steps) {
        requireDifferentParties(steps);
        return steps.stream()
                .filter(step -> append(step) == AppendResult.STORED)
                .map(step -> step.after().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks that no two steps are of the same party.
     *
     * @throws IllegalArgumentException if two are
     */
    static void requireDifferentParties(List<Append> steps) {
        Set<PartyId> parties = new HashSet<>();
        for (Append step : steps) {
            if (!parties.add(step.before().id())) {
                throw new IllegalArgumentException(
                        "two steps of party " + step.before().id().value());
            }
        }
    }

    /** At most {@code limit} events after {@code version}, in order and without a gap. */
    List<RecordedEvent> eventsAfter(PartyId id, Version version, int limit);

    /** The version that each of these commands was answered with, for those that were accepted before. */
    Map<CommandKey, Version> accepted(PartyId id, Set<CommandKey> commands);

    /**
     * Parties that have not ended and have somebody here, each once, in an order of the store's own in which
     * {@code after} has its place, too: at most {@code limit} of those that follow it, or of all where it is null.
     */
    List<PartyId> partiesWithSomebodyHere(@Nullable PartyId after, int limit);

    /**
     * One step of a party's history.
     *
     * @param before the party as it was read; its version must still be the stored one
     * @param after the party as it is to be, after all {@code events}
     * @param events what happened, each one version further; may be empty
     * @param accepted the commands answered by this step, with the version each is answered with
     */
    record Append(Party before, Party after, List<RecordedEvent> events, Map<CommandKey, Version> accepted) {

        /** @throws IllegalArgumentException if the step leaves out versions, or changes what a party keeps for life */
        public Append {
            events = List.copyOf(events);
            accepted = Map.copyOf(accepted);
            if (after.version().since(before.version()) != events.size()) {
                throw new IllegalArgumentException(events.size() + " events do not lead from version "
                        + before.version().value() + " to " + after.version().value());
            }
            if (!isSameForLife(before, after)) {
                throw new IllegalArgumentException("a party keeps its id, code, age and playlist for life");
            }
        }

        private static boolean isSameForLife(Party before, Party after) {
            return before.id().equals(after.id())
                    && before.inviteCode().equals(after.inviteCode())
                    && before.createdAt().equals(after.createdAt())
                    && before.programme().playlist().equals(after.programme().playlist());
        }
    }

    /** How an append went; only {@code STORED} changed anything. */
    enum AppendResult {
        STORED,
        /** Somebody else was first: the stored version is another. */
        VERSION_CONFLICT,
        /** One of the commands had been accepted before, see {@link #accepted}. */
        ALREADY_ACCEPTED
    }
}
