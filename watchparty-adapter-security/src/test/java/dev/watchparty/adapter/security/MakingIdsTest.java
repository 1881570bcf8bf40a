package dev.watchparty.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MakingIdsTest {

    @Test
    void makes_uuids_of_version_4_that_differ() {
        RandomIds ids = new RandomIds(new Random(3));
        Set<UUID> made = new HashSet<>();
        for (int time = 0; time < 10_000; time++) {
            made.add(ids.next());
        }

        assertThat(made).hasSize(10_000).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        });
    }

    @Test
    void uses_every_bit_that_the_form_leaves_free() {
        RandomIds ids = new RandomIds(new Random(3));
        UUID ever = new UUID(0, 0);
        UUID always = new UUID(-1, -1);
        for (int time = 0; time < 1_000; time++) {
            UUID id = ids.next();
            ever = new UUID(
                    ever.getMostSignificantBits() | id.getMostSignificantBits(),
                    ever.getLeastSignificantBits() | id.getLeastSignificantBits());
            always = new UUID(
                    always.getMostSignificantBits() & id.getMostSignificantBits(),
                    always.getLeastSignificantBits() & id.getLeastSignificantBits());
        }

        assertThat(ever).hasToString("ffffffff-ffff-4fff-bfff-ffffffffffff");
        assertThat(always).hasToString("00000000-0000-4000-8000-000000000000");
    }
}
