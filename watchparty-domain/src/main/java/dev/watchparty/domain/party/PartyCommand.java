package dev.watchparty.domain.party;

import java.time.Instant;

/**
 * What somebody asks of a party, and the rule that answers. Pure: the same party, command and instant, the same
 * decision. The commands stand by topic: {@link PlaybackCommand}, {@link QueueCommand}, {@link StartCommand},
 * {@link WaitingCommand}, {@link MembershipCommand}, {@link HostCommand}, {@link ModerationCommand},
 * {@link ChatCommand}.
 *
 * <p>Every rule checks in the same order: is the party over, are you in it, may you, is there anything to do, is what
 * you ask for possible; then it does it.
 */
public sealed interface PartyCommand
        permits PlaybackCommand,
                QueueCommand,
                StartCommand,
                WaitingCommand,
                MembershipCommand,
                HostCommand,
                ModerationCommand,
                ChatCommand {

    /** What this command does to {@code party} at the server time {@code now}. */
    Decision decide(Party party, Instant now);
}
