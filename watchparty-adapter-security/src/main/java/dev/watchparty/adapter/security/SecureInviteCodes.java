package dev.watchparty.adapter.security;

import dev.watchparty.application.port.InviteCodes;
import dev.watchparty.domain.party.InviteCode;
import java.util.random.RandomGenerator;

/**
 * Draws invite codes: five random bits a character, for the alphabet has 32, so that each is as likely as any other.
 */
public final class SecureInviteCodes implements InviteCodes {

    private static final int BITS_PER_CHARACTER = 5;
    private static final int MASK = (1 << BITS_PER_CHARACTER) - 1;

    private final RandomGenerator random;

    /** @param random not to be predicted, and safe for many threads */
    public SecureInviteCodes(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public InviteCode next() {
        int bits = random.nextInt(); // 32 of them; a code takes 30.
        StringBuilder code = new StringBuilder(InviteCode.LENGTH);
        for (int place = 0; place < InviteCode.LENGTH; place++) {
            code.append(InviteCode.ALPHABET.charAt(bits >>> (place * BITS_PER_CHARACTER) & MASK));
        }
        return new InviteCode(code.toString());
    }
}
