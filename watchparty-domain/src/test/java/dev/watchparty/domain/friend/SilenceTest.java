package dev.watchparty.domain.friend;

import static dev.watchparty.domain.friend.Acquaintances.ANN;
import static dev.watchparty.domain.friend.Acquaintances.BO;
import static dev.watchparty.domain.friend.Acquaintances.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.friend.FriendCommand.Accept;
import dev.watchparty.domain.friend.FriendCommand.Ask;
import dev.watchparty.domain.friend.FriendCommand.Decline;
import dev.watchparty.domain.friend.FriendCommand.Undo;
import dev.watchparty.domain.friend.FriendDecision.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever two people do, neither can find out that the other declined. Replay a failure by its seed. */
class SilenceTest {

    private static final int STEPS = 60;
    private static final int DAYS_BETWEEN_MAX = 12;
    private static final Circles FEW = new Circles(0, 0, 0);

    private static final List<FriendCommand> OF_ANN =
            List.of(new Ask(ANN, BO), new Accept(ANN, BO), new Decline(ANN, BO), new Undo(ANN, BO));

    /** He may ask after he declined, but has no request left that he could accept. */
    private static final List<FriendCommand> OF_BO =
            List.of(new Ask(BO, ANN), new Decline(BO, ANN), new Decline(BO, ANN), new Undo(BO, ANN));

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void holds_in_every_story(long seed) {
        Random random = new Random(seed);
        Bond bond = Bond.NONE;
        Bond asIfBoNeverDeclined = Bond.NONE;
        Instant now = NOON;
        for (int step = 0; step < STEPS; step++) {
            now = now.plus(Duration.ofDays(random.nextInt(DAYS_BETWEEN_MAX)));
            List<FriendCommand> choice = random.nextBoolean() ? OF_ANN : OF_BO;
            FriendCommand command = choice.get(random.nextInt(choice.size()));

            FriendDecision decision = command.decide(bond, FEW, now);
            bond = after(bond, decision);
            if (!(command instanceof Decline && command.actor().equals(BO))) {
                FriendDecision other = command.decide(asIfBoNeverDeclined, FEW, now);
                if (command.actor().equals(ANN)) assertThat(told(decision)).isEqualTo(told(other));
                asIfBoNeverDeclined = after(asIfBoNeverDeclined, other);
            }

            assertThat(bond.seenBy(ANN)).isEqualTo(asIfBoNeverDeclined.seenBy(ANN));
        }
    }

    private static Bond after(Bond bond, FriendDecision decision) {
        return decision instanceof Accepted accepted ? accepted.after() : bond;
    }

    /** What Ann is answered. */
    private static Object told(FriendDecision decision) {
        if (!(decision instanceof Accepted accepted)) return decision;
        return List.of(accepted.isSeenBy(ANN), accepted.after().seenBy(ANN));
    }
}
