package dev.watchparty.application.party;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Decision;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.party.StartCommand.BeginScheduled;
import dev.watchparty.domain.party.StartCommand.PassReadyCheck;
import dev.watchparty.domain.party.WaitingCommand.AwaitStalled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a server asks of a party by itself, because its time has come: the next item, another host, a start that was
 * set, the end of a hold or of a ready check. The rules are the commands'; here is only when to ask.
 *
 * @param hostGrace how long a host may be away
 */
record Upkeep(Duration hostGrace) {

    /** All that is due at {@code now}. */
    List<PartyCommand> due(Party party, Set<UserId> stalled, Duration lead, Instant now) {
        List<PartyCommand> due = new ArrayList<>();
        if (isPast(party.endOfItem(), now)) {
            party.queue().current().ifPresent(item -> due.add(new MoveOn(item.id(), lead)));
        }
        if (isPast(party.endOfHostGrace(hostGrace), now)) due.add(new ReplaceAbsentHost(hostGrace));
        if (isPast(beginning(party), now)) due.add(new BeginScheduled(lead));
        boolean mayHold = party.settings().waiting().isOn() && party.timeline().isPlaying() && !stalled.isEmpty();
        if (mayHold || party.isHeld()) {
            AwaitStalled await = new AwaitStalled(stalled, lead);
            if (changesAnything(await, party, now)) due.add(await);
        }
        PassReadyCheck pass = new PassReadyCheck(lead);
        if (changesAnything(pass, party, now)) due.add(pass);
        return due;
    }

    private static boolean changesAnything(PartyCommand command, Party party, Instant now) {
        return command.decide(party, now) instanceof Decision.Accepted accepted
                && !accepted.events().isEmpty();
    }

    /** When something more will be due, if nothing else happens. */
    Optional<Instant> next(Party party, Instant now) {
        return Stream.of(party.endOfItem(), party.endOfHostGrace(hostGrace), beginning(party), endOfHold(party))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    private static Optional<Instant> beginning(Party party) {
        return !party.hasEnded() && party.proceedings().schedule() instanceof Schedule.At set
                ? Optional.of(set.instant().minus(BeginScheduled.AHEAD))
                : Optional.empty();
    }

    private static Optional<Instant> endOfHold(Party party) {
        return party.proceedings().waiting().hold() instanceof Hold.Under hold
                ? Optional.of(hold.until())
                : Optional.empty();
    }

    private static boolean isPast(Optional<Instant> due, Instant now) {
        return due.filter(instant -> !now.isBefore(instant)).isPresent();
    }
}
