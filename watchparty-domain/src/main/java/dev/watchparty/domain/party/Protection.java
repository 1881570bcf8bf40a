package dev.watchparty.domain.party;

/** What a newcomer needs besides a way in: nothing, or the party's password. */
public sealed interface Protection {

    Protection OPEN = new Open();

    record Open() implements Protection {}

    record ByPassword(PasswordHash hash) implements Protection {}
}
