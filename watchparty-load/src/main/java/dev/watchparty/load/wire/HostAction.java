package dev.watchparty.load.wire;

/**
 * What hosts do under load, over and over. Each command has a number, which its ack and the event that members hear of
 * it tell again.
 */
public enum HostAction {
    SEEK("seek") {
        @Override
        public byte[] command(String partyId, long number) {
            return new SeekCommand(partyId, number).json();
        }

        @Override
        public long numberOfEvent(ServerMessage event, long expected) {
            return SeekCommand.numberAt(event.positionMs(), expected);
        }

        @Override
        public long numberOfAck(ServerMessage ack) {
            return SeekCommand.numberOf(ack.commandId());
        }
    },

    CHAT("chat_message") {
        @Override
        public byte[] command(String partyId, long number) {
            return new ChatCommand(partyId, number).json();
        }

        @Override
        public long numberOfEvent(ServerMessage event, long expected) {
            return ChatCommand.numberIn(event.chatText());
        }

        @Override
        public long numberOfAck(ServerMessage ack) {
            return ChatCommand.numberOf(ack.commandId());
        }
    };

    private final String event;

    HostAction(String event) {
        this.event = event;
    }

    /** The type of the event that members hear. */
    public String event() {
        return event;
    }

    public abstract byte[] command(String partyId, long number);

    /** Which command {@code event} is of, most likely one near {@code expected}; -1 for none. */
    public abstract long numberOfEvent(ServerMessage event, long expected);

    /** Which command {@code ack} answers; -1 for none. */
    public abstract long numberOfAck(ServerMessage ack);
}
