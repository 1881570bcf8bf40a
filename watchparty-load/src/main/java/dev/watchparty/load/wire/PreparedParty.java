package dev.watchparty.load.wire;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A party that waits for its members to connect.
 *
 * @param tickets one a member; the first is the host's
 */
public record PreparedParty(String id, List<Ticket> tickets) {

    public PreparedParty {
        tickets = List.copyOf(tickets);
    }

    /** Parties of the floor, which has nothing to prepare: whoever connects to a party's path is in it. */
    public static List<PreparedParty> onTheFloor(int parties, int members) {
        return IntStream.range(0, parties)
                .mapToObj(party -> new PreparedParty(
                        new LoadUser(party).id().toString(),
                        IntStream.range(0, members)
                                .mapToObj(member -> new Ticket("/ws/" + party, ""))
                                .collect(Collectors.toList())))
                .toList();
    }
}
