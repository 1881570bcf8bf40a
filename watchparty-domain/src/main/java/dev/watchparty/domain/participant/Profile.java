package dev.watchparty.domain.participant;

/** What other people see of a person. Nothing else about a person ever leaves the server. */
public record Profile(Username username, DisplayName displayName, Avatar avatar) {}
