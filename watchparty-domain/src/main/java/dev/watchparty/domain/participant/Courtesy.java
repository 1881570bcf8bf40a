package dev.watchparty.domain.participant;

/** Whether the party waits for somebody whose player has to load, where it waits for anybody. */
public enum Courtesy {
    WAIT,
    GO_ON
}
