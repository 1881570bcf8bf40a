package dev.watchparty.adapter.security;

import dev.watchparty.application.port.Ids;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes random UUIDs, version 4 of RFC 9562: 122 random bits. */
public final class RandomIds implements Ids {

    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private final RandomGenerator random;

    /** @param random not to be predicted, and safe for many threads */
    public RandomIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public UUID next() {
        return new UUID(
                (random.nextLong() & ~VERSION_MASK) | VERSION_4, (random.nextLong() & ~VARIANT_MASK) | VARIANT_RFC);
    }
}
