package dev.watchparty.application.port;

import java.net.URI;

/** Where somebody's server hears of what happens here. Its address may hold a secret, so it prints only the host. */
public record WebhookEndpoint(URI url) {

    public static final int CHARACTERS_MAX = 2048;

    /** @throws IllegalArgumentException if nothing can be sent there */
    public WebhookEndpoint {
        boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isWeb || url.getHost() == null) {
            throw new IllegalArgumentException("an endpoint must begin with http:// or https:// and name a host");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("an endpoint has no user and no fragment");
        }
        url = URI.create(url.toASCIIString());
        if (url.toString().length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException("an endpoint has at most " + CHARACTERS_MAX + " characters");
        }
    }

    @Override
    public String toString() {
        return "WebhookEndpoint[" + url.getHost() + "]";
    }
}
