package dev.watchparty.load.wire;

import java.util.UUID;

/** The n-th user of the load generator, the same in every run. */
public record LoadUser(int number) {

    private static final long ID_HIGH = 0x10AD_0000_0000_4000L;
    private static final long ID_LOW = 0x8000_0000_0000_0000L;

    public UUID id() {
        return new UUID(ID_HIGH, ID_LOW | number);
    }

    public String name() {
        return "load-" + number;
    }
}
