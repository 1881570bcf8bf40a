package dev.watchparty.load.wire;

import java.util.List;

/** Parties of which some members take part in a run, and the others are kept for something else. */
public record SpareSeats(List<PreparedParty> parties, List<Ticket> spare) {

    public SpareSeats {
        parties = List.copyOf(parties);
        spare = List.copyOf(spare);
    }

    /** Keeps the last {@code spare} of each party. */
    public static SpareSeats of(List<PreparedParty> parties, int spare) {
        return new SpareSeats(
                parties.stream()
                        .map(party ->
                                new PreparedParty(party.id(), party.tickets().subList(0, members(party, spare))))
                        .toList(),
                parties.stream()
                        .flatMap(party ->
                                party
                                        .tickets()
                                        .subList(
                                                members(party, spare),
                                                party.tickets().size())
                                        .stream())
                        .toList());
    }

    private static int members(PreparedParty party, int spare) {
        return party.tickets().size() - spare;
    }
}
