package dev.watchparty.application.port;

import dev.watchparty.domain.party.InviteCode;

/** Draws invite codes, each as likely as any other, from a source that cannot be predicted. Safe for many threads. */
@FunctionalInterface
public interface InviteCodes {
    InviteCode next();
}
