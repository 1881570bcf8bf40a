package dev.watchparty.adapter.web.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where requests really come from. What a proxy says of its client is believed only of proxies that we were told to
 * trust; each of them vouches for the one before it. Safe for many threads.
 */
public final class ClientAddresses {

    /** Whoever has one IPv6 address has 2^64 of them. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<AddressBlock> trustedProxies;

    public ClientAddresses(List<AddressBlock> trustedProxies) {
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    /** The client's address as limits count it: an IPv6 client by its network. */
    public String subject(Context context) {
        String remote = context.req().getRemoteAddr();
        return AddressBlock.literal(withoutBrackets(remote))
                .map(address -> subject(client(address, context)))
                .orElse(remote);
    }

    /** Whether the client uses {@code https}, be it only up to a proxy of ours. */
    public boolean isSecure(Context context) {
        if (context.req().isSecure()) return true;
        boolean isProxy = AddressBlock.literal(withoutBrackets(context.req().getRemoteAddr()))
                .filter(this::isTrusted)
                .isPresent();
        String scheme = context.header("X-Forwarded-Proto");
        return isProxy && scheme != null && scheme.strip().equalsIgnoreCase("https");
    }

    private InetAddress client(InetAddress remote, Context context) {
        InetAddress client = remote;
        List<String> hops = hops(context);
        for (String hop : hops) {
            if (!isTrusted(client)) return client;
            Optional<InetAddress> before = AddressBlock.literal(withoutPort(hop));
            if (before.isEmpty()) return client;
            client = before.get();
        }
        return client;
    }

    /** The addresses that proxies wrote down, the last one first. */
    private static List<String> hops(Context context) {
        List<String> hops = new ArrayList<>();
        Collections.list(context.req().getHeaders("X-Forwarded-For"))
                .forEach(line -> hops.addAll(Arrays.asList(line.split(",", -1))));
        Collections.reverse(hops);
        return hops;
    }

    private boolean isTrusted(InetAddress address) {
        return trustedProxies.stream().anyMatch(block -> block.contains(address));
    }

    private static String subject(InetAddress address) {
        if (!(address instanceof Inet6Address)) return address.getHostAddress();
        StringBuilder network = new StringBuilder();
        byte[] bytes = address.getAddress();
        for (int at = 0; at < IPV6_NETWORK_BYTES; at += 2) {
            int group = (bytes[at] & 0xff) << Byte.SIZE | (bytes[at + 1] & 0xff);
            network.append(Integer.toHexString(group)).append(':');
        }
        return network.append(":/64").toString();
    }

    /** Some proxies add the port, and IPv6 addresses then wear brackets. */
    private static String withoutPort(String hop) {
        String address = hop.strip();
        if (address.startsWith("[")) return withoutBrackets(address.replaceFirst("]:[0-9]+$", "]"));
        return address.indexOf(':') == address.lastIndexOf(':') ? address.replaceFirst(":[0-9]+$", "") : address;
    }

    private static String withoutBrackets(String address) {
        boolean isBracketed = address.startsWith("[") && address.endsWith("]");
        return isBracketed ? address.substring(1, address.length() - 1) : address;
    }
}
