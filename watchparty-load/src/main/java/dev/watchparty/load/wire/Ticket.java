package dev.watchparty.load.wire;

/**
 * What one member needs to connect: the path of the party's socket, and an access token, empty where none is asked for.
 */
public record Ticket(String path, String token) {

    @Override
    public String toString() {
        return "Ticket[" + path + "]";
    }
}
