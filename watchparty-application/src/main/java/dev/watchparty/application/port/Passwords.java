package dev.watchparty.application.port;

import dev.watchparty.domain.party.PasswordHash;

/** Hashes passwords, slowly on purpose. Safe for many threads. */
public interface Passwords {

    PasswordHash hash(Password password);

    /** Whether {@code hash} was made of {@code password}; false, too, for a hash of unknown form. */
    boolean matches(Password password, PasswordHash hash);
}
