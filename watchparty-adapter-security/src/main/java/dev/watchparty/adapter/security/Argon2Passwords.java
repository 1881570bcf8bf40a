package dev.watchparty.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.watchparty.application.port.Password;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.domain.party.PasswordHash;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Hashes passwords by Argon2id (RFC 9106) with OWASP's parameters, and writes them in PHC string format.
 *
 * <p>A password is brought to Unicode's form NFKC first, as NIST SP 800-63B asks: the same word typed on another
 * keyboard, with full-width letters or accents as characters of their own, is the same password.
 *
 * <p>Each computation takes {@value #MEMORY_KIB} KiB of memory, so only {@value #AT_ONCE_MAX} run at once; others wait
 * in order of arrival. Safe for many threads.
 */
public final class Argon2Passwords implements Passwords {

    static final int MEMORY_KIB = 19 * 1024;
    static final int AT_ONCE_MAX = 2;

    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /**
     * Hashes of our own making. Others are refused unread: their parameters, and the memory for them, would be the
     * choice of whoever wrote them.
     */
    private static final Pattern OURS = Pattern.compile("\\$argon2id\\$v=19\\$m=" + MEMORY_KIB + ",t=" + ITERATIONS
            + ",p=" + PARALLELISM + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");

    private final RandomGenerator random;
    private final Semaphore places;

    /** @param random where salts come from: not to be predicted, and safe for many threads */
    public Argon2Passwords(RandomGenerator random) {
        this(random, new Semaphore(AT_ONCE_MAX, /* fair= */ true));
    }

    Argon2Passwords(RandomGenerator random, Semaphore places) {
        this.random = random;
        this.places = places;
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        places.acquireUninterruptibly();
        try {
            return new PasswordHash(Lazy.ARGON2.hash(bytes(password), salt).getResult());
        } finally {
            places.release();
        }
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        if (!OURS.matcher(hash.encoded()).matches()) return false;
        places.acquireUninterruptibly();
        try {
            return Lazy.ARGON2.check(bytes(password), hash.encoded().getBytes(UTF_8));
        } finally {
            places.release();
        }
    }

    private static byte[] bytes(Password password) {
        return Normalizer.normalize(password.value(), Normalizer.Form.NFKC).getBytes(UTF_8);
    }

    /** The function keeps a block of its memory for ever; a server without a single password does without. */
    private static final class Lazy {
        static final Argon2Function ARGON2 =
                Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID);
    }
}
