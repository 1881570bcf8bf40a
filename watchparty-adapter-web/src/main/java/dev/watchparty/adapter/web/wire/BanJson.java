package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Party;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Somebody who may not come back to a party. */
public record BanJson(PublicUserJson user, Instant bannedAt) {

    /** Those who are banned from {@code party}, the last one first. */
    public static List<BanJson> of(Party party) {
        return party.participants().all().stream()
                .flatMap(BanJson::of)
                .sorted(Comparator.comparing(BanJson::bannedAt).reversed())
                .toList();
    }

    private static Stream<BanJson> of(Participant participant) {
        return participant.membership() instanceof Membership.Banned banned
                ? Stream.of(new BanJson(PublicUserJson.of(participant.user(), participant.profile()), banned.at()))
                : Stream.empty();
    }
}
