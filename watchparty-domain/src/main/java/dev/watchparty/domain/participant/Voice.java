package dev.watchparty.domain.participant;

/** Whether somebody may be heard: in chat, by reactions and by typing. */
public enum Voice {
    OPEN,
    MUTED
}
