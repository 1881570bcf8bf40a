package dev.watchparty.load.drive;

import dev.watchparty.load.measure.SequenceCheck;
import dev.watchparty.load.socket.Connection;
import dev.watchparty.load.socket.ConnectionListener;
import org.jspecify.annotations.Nullable;

/** One member of a party under load: checks what reaches them. Confined to the loop's thread. */
final class Member implements ConnectionListener {

    final SequenceCheck order = new SequenceCheck(0);
    private final PartyLoad party;
    private @Nullable Connection connection;
    private long lastVersion = Long.MIN_VALUE;

    Member(PartyLoad party) {
        this.party = party;
    }

    boolean isConnected() {
        return connection != null && connection.isOpen();
    }

    void send(byte[] text) {
        if (connection != null) {
            connection.send(text);
        }
    }

    /** Whether {@code version} is above all before it. */
    boolean rose(long version) {
        boolean risen = version > lastVersion;
        lastVersion = Math.max(version, lastVersion);
        return risen;
    }

    @Override
    public void onOpen(Connection opened) {
        connection = opened;
        party.connected(this);
    }

    @Override
    public void onText(byte[] bytes, int from, int length, long readAtNanos) {
        party.heard(this, bytes, from, length, readAtNanos);
    }

    @Override
    public void onLost(Connection lost, String why) {
        party.lost(why);
    }
}
