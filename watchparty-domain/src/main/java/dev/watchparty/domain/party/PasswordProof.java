package dev.watchparty.domain.party;

/**
 * What a newcomer showed of the party's password. Checking a password is slow on purpose and happens outside the
 * domain; the proof says against which hash it was checked, so that a password changed meanwhile is not passed over.
 */
public sealed interface PasswordProof {

    PasswordProof NONE = new None();

    /** No password was given. */
    record None() implements PasswordProof {}

    /** A password was given that is not the one of {@code hash}. */
    record Wrong(PasswordHash hash) implements PasswordProof {}

    /** The password of {@code hash} was given. */
    record Right(PasswordHash hash) implements PasswordProof {}
}
