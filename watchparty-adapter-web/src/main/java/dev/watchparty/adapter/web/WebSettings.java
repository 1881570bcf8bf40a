package dev.watchparty.adapter.web;

import dev.watchparty.adapter.web.http.AddressBlock;
import dev.watchparty.adapter.web.http.ClientAddresses;
import dev.watchparty.adapter.web.http.Guards;
import dev.watchparty.adapter.web.http.Guests;
import dev.watchparty.adapter.web.http.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators choose about the web server.
 *
 * @param host the address to listen at
 * @param port the port to listen at; 0 for any that is free
 * @param publicUrl what invite links begin with; absent, if that is whatever the caller reached us by: the request's
 *     {@code Host} header, and the scheme, which a trusted proxy may correct
 * @param corsOrigins other sites whose pages may use the server, as browsers name them
 * @param trustedProxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed
 * @param guests whether anybody may come as a guest
 * @param limits how often people may do what is limited
 */
public record WebSettings(
        String host,
        int port,
        @Nullable String publicUrl,
        List<String> corsOrigins,
        List<AddressBlock> trustedProxies,
        Guests guests,
        Limits limits) {

    public WebSettings {
        corsOrigins = List.copyOf(corsOrigins);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** The guards that watch over these settings. */
    public Guards guards(Guards.Authorities authorities, MeterRegistry meters) {
        return new Guards(authorities, new ClientAddresses(trustedProxies), corsOrigins, limits, meters);
    }
}
