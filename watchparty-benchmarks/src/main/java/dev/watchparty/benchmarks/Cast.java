package dev.watchparty.benchmarks;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Position;
import java.util.UUID;

/** The party of the tests, as large as wanted, and what happens in it while it is measured. */
public final class Cast {

    public static final Position TARGET = new Position(61_500);
    public static final MessageId MESSAGE = new MessageId(new UUID(0x0eL << 32, 1));
    public static final ChatText TEXT = new ChatText("did you see that? back a minute, please");

    private Cast() {}

    /** A live party, playing, with so many participants. */
    public static Party partyOf(int participants) {
        Party playing = Parties.with(Parties.playingFrom(Position.START), new Capacity(Math.max(100, participants)));
        return Parties.filledTo(playing, participants);
    }

    /** {@code event} as the next in the history of {@code party}. */
    public static RecordedEvent recorded(Party party, PartyEvent event) {
        return new RecordedEvent(party.version().next(), Parties.NOON, event);
    }

    /** What a client sends to seek; {@code id} is the command's. */
    public static String seekFrame(String id) {
        return "{\"type\":\"seek\",\"party_id\":\"" + Parties.PARTY.value()
                + "\",\"timestamp\":1795429701.9,\"position\":61.5,\"command_id\":\"" + id + "\"}";
    }

    /** What a client sends to say something. */
    public static String chatFrame(String id) {
        return "{\"type\":\"chat\",\"party_id\":\"" + Parties.PARTY.value()
                + "\",\"timestamp\":1795429701.9,\"message\":\"" + TEXT.value() + "\",\"command_id\":\"" + id + "\"}";
    }
}
