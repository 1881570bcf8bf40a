package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.ParticipantUnbanned;
import dev.watchparty.domain.party.PartyEvent.VoiceChanged;
import java.time.Instant;
import java.util.Optional;

/** Commands by which some keep order among others, who must be of a lower role. */
public sealed interface ModerationCommand extends PartyCommand {

    /** Puts {@code user} out. Those who left already can still be banned. */
    record Remove(UserId actor, UserId user, Removal removal) implements ModerationCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.MODERATE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (actor.equals(user)) return Decision.rejected(new Rejection.NotToYourself());
            Optional<Participant> target = removal == Removal.BANNED
                    ? party.participants().find(user)
                    : party.participants().findActive(user);
            if (target.isEmpty()) return Decision.rejected(new Rejection.NoSuchParticipant());
            if (target.get().isBanned()) return Decision.NOTHING;
            Optional<Rejection> byRank = refusalByRank(party, actor, target.get());
            if (byRank.isPresent()) return Decision.rejected(byRank.get());
            return Decision.accepted(new ParticipantRemoved(user, actor, removal, now));
        }
    }

    /** Lets {@code user}, who is banned, join again. */
    record Unban(UserId actor, UserId user) implements ModerationCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.MODERATE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Optional<Participant> target = party.participants().find(user);
            if (target.isEmpty()) return Decision.rejected(new Rejection.NoSuchParticipant());
            return target.get().isBanned()
                    ? Decision.accepted(new ParticipantUnbanned(user, actor, now))
                    : Decision.NOTHING;
        }
    }

    /** Mutes {@code user}, or lets them be heard again. */
    record SetVoice(UserId actor, UserId user, Voice voice) implements ModerationCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.MODERATE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (actor.equals(user)) return Decision.rejected(new Rejection.NotToYourself());
            Optional<Participant> target = party.participants().findActive(user);
            if (target.isEmpty()) return Decision.rejected(new Rejection.NoSuchParticipant());
            Optional<Rejection> byRank = refusalByRank(party, actor, target.get());
            if (byRank.isPresent()) return Decision.rejected(byRank.get());
            return target.get().voice() == voice
                    ? Decision.NOTHING
                    : Decision.accepted(new VoiceChanged(user, voice, actor));
        }
    }

    /** Who stands in for a host must not lock them out. */
    static Optional<Rejection> refusalByRank(Party party, UserId actor, Participant target) {
        Role rank = party.participants().find(actor).map(Participant::role).orElse(Role.VIEWER);
        boolean isRightful = party.leadership().rightful().equals(target.user());
        return rank.outranks(target.role()) && !isRightful
                ? Optional.empty()
                : Optional.of(new Rejection.RankTooHigh());
    }
}
