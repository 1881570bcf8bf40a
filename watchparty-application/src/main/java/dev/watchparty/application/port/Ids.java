package dev.watchparty.application.port;

import java.util.UUID;

/** Makes ids that nobody made before and nobody can guess. Safe for many threads. */
@FunctionalInterface
public interface Ids {
    UUID next();
}
