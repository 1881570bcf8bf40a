package dev.watchparty.adapter.web.http;

import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.RateLimiter;
import dev.watchparty.application.port.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;

/** Everything that stands between a request and what it asks for. Safe for many threads. */
public final class Guards {

    /** What the guards ask. */
    public record Authorities(TokenVerifier tokens, RateLimiter limiter, Ids ids, InstantSource clock) {}

    private final Authorities authorities;
    private final Authentication authentication;
    private final Origins origins;
    private final ClientAddresses addresses;
    private final Csrf csrf;
    private final RateGuard rates;

    public Guards(
            Authorities authorities,
            ClientAddresses addresses,
            Collection<String> corsOrigins,
            Limits limits,
            MeterRegistry meters) {
        this.authorities = authorities;
        this.addresses = addresses;
        this.origins = new Origins(corsOrigins);
        this.csrf = new Csrf(authorities.ids(), addresses);
        this.authentication = new Authentication(authorities.tokens(), csrf, authorities.clock());
        this.rates = new RateGuard(authorities.limiter(), limits, addresses, authorities.clock(), meters);
    }

    public Ids ids() {
        return authorities.ids();
    }

    public InstantSource clock() {
        return authorities.clock();
    }

    public Authentication authentication() {
        return authentication;
    }

    public Origins origins() {
        return origins;
    }

    public ClientAddresses addresses() {
        return addresses;
    }

    Csrf csrf() {
        return csrf;
    }

    RateGuard rates() {
        return rates;
    }
}
