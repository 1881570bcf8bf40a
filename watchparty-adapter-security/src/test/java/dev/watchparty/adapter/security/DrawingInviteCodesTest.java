package dev.watchparty.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.InviteCode;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawingInviteCodesTest {

    private static final int DRAWS = 64_000;
    private static final int CHARACTERS = InviteCode.ALPHABET.length();

    /**
     * Chi-square with 31 degrees of freedom stays below this in 999 of 1000 trials; the seed is a good one for ever.
     */
    private static final double CHI_SQUARE_MAX = 61.1;

    @ParameterizedTest(name = "place {0}")
    @MethodSource("places")
    void gives_every_character_the_same_chance(int place) {
        SecureInviteCodes codes = new SecureInviteCodes(new Random(7));
        int[] counts = new int[CHARACTERS];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[InviteCode.ALPHABET.indexOf(codes.next().value().charAt(place))]++;
        }

        double expected = (double) DRAWS / CHARACTERS;
        double chiSquare = IntStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(CHI_SQUARE_MAX);
    }

    static IntStream places() {
        return IntStream.range(0, InviteCode.LENGTH);
    }

    @Test
    void takes_each_place_from_bits_of_its_own() {
        Set<InviteCode> codes = new HashSet<>();
        for (int bit = 0; bit < 30; bit++) {
            codes.add(new SecureInviteCodes(always(1 << bit)).next());
        }

        assertThat(codes).hasSize(30);
        assertThat(new SecureInviteCodes(always(0)).next()).isEqualTo(new InviteCode("AAAAAA"));
        assertThat(new SecureInviteCodes(always(-1)).next()).isEqualTo(new InviteCode("999999"));
    }

    private static Random always(int bits) {
        return new Random() {
            @Override
            public int nextInt() {
                return bits;
            }
        };
    }
}
