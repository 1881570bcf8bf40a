package dev.watchparty.application.port;

import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import java.time.Instant;

/** Whom a token speaks for, and until when. */
public record Identity(UserId user, Profile profile, Instant expiresAt) {}
