package dev.watchparty.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.watchparty.application.port.Password;
import dev.watchparty.domain.party.PasswordHash;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashingPasswordsTest {

    private static final Argon2Passwords PASSWORDS = new Argon2Passwords(new Random(1));
    private static final Password POPCORN = new Password("popcorn");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void matches_its_own_password_and_no_other(String what, String text) {
        PasswordHash hash = PASSWORDS.hash(new Password(text));

        assertThat(PASSWORDS.matches(new Password(text), hash)).isTrue();
        assertThat(PASSWORDS.matches(
                        new Password(text.substring(0, text.offsetByCodePoints(text.length(), -1)) + "!"), hash))
                .isFalse();
    }

    static Stream<Arguments> matches_its_own_password_and_no_other() {
        return Stream.of(
                arguments("4 characters", "abcd"),
                arguments("100 characters", "x".repeat(100)),
                arguments("4 emoji", "🍿🎬🍿🎬"),
                arguments("100 characters of four bytes", "🍿".repeat(100)),
                arguments("another script", "映画の夜です"),
                arguments("controls and spaces", " \0\t \n"),
                arguments("a NUL in the middle", "ab\0cd\0ef"));
    }

    @Test
    void sees_what_follows_a_nul_and_what_follows_72_bytes() {
        assertThat(PASSWORDS.matches(new Password("abcd\0e"), PASSWORDS.hash(new Password("abcd\0f"))))
                .isFalse();
        assertThat(PASSWORDS.matches(
                        new Password("x".repeat(99) + "y"), PASSWORDS.hash(new Password("x".repeat(99) + "z"))))
                .isFalse();
    }

    @Test
    void takes_the_same_word_from_another_keyboard() {
        assertThat(PASSWORDS.matches(new Password("caf\u00e9"), PASSWORDS.hash(new Password("cafe\u0301"))))
                .isTrue();
        assertThat(PASSWORDS.matches(new Password("ｐｏｐｃｏｒｎ"), PASSWORDS.hash(POPCORN)))
                .isTrue();
        assertThat(PASSWORDS.matches(new Password("Popcorn"), PASSWORDS.hash(POPCORN)))
                .isFalse();
    }

    @Test
    void writes_argon2id_with_the_parameters_of_owasp() {
        assertThat(PASSWORDS.hash(POPCORN).encoded())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void salts_each_hash() {
        assertThat(PASSWORDS.hash(POPCORN)).isNotEqualTo(PASSWORDS.hash(POPCORN));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "popcorn",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$argon2id$v=19$m=19456,t=2,p=1$",
                "$argon2id$v=19$m=2147483647,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$!!!!"
            })
    void matches_no_hash_of_unknown_form(String encoded) {
        assertThat(PASSWORDS.matches(POPCORN, new PasswordHash(encoded))).isFalse();
    }

    @Test
    void waits_for_a_place_so_that_many_at_once_do_not_take_all_memory() {
        Semaphore places = new Semaphore(0, /* fair= */ true);
        Argon2Passwords crowded = new Argon2Passwords(new Random(1), places);

        CompletableFuture<PasswordHash> hashing = CompletableFuture.supplyAsync(() -> crowded.hash(POPCORN));
        while (!places.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        assertThat(hashing).isNotDone();
        places.release();
        PasswordHash hash = hashing.join();

        assertThat(crowded.matches(POPCORN, hash)).isTrue();
        assertThat(places.availablePermits()).isEqualTo(1);
    }
}
