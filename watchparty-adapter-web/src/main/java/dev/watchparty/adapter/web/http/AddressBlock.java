package dev.watchparty.adapter.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The IP addresses that share their first {@code bits}; all of them for a single address.
 *
 * @param address any one of them
 */
public record AddressBlock(InetAddress address, int bits) {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    /** Nothing that could be a name, which would have to be asked for. */
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F:][0-9a-fA-F:.]*:[0-9a-fA-F:.]*|:[0-9a-fA-F:.]*");

    public AddressBlock {
        int width = address.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException("a prefix has 0 to " + width + " bits, but this has " + bits);
        }
    }

    /**
     * The block {@code text} names, as in {@code 10.0.0.0/8} or {@code ::1}.
     *
     * @throws IllegalArgumentException if it is neither an address nor a block
     */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
        int width = address.getAddress().length * Byte.SIZE;
        try {
            return new AddressBlock(address, slash < 0 ? width : Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("not a block of IP addresses: " + text, malformed);
        }
    }

    /** The address that {@code text} spells out, which is never looked up. */
    static Optional<InetAddress> literal(String text) {
        if (!LITERAL.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) return false;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> (bit % Byte.SIZE);
            if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) return false;
        }
        return true;
    }
}
