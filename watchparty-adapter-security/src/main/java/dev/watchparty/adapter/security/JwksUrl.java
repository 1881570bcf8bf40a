package dev.watchparty.adapter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource.OutageEvent;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.events.Event;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an identity provider, read from its JWKS URL (RFC 7517) when a token first needs one: RSA for
 * RS256, EC P-256 for ES256.
 *
 * <p>Keys are kept for {@link #FRESH}, and for {@link #STALE_MAX} while the provider does not answer. A key id that is
 * not among them makes us read again, for keys rotate; but at most twice in {@link #READ_INTERVAL}, whatever strangers
 * send. Whoever asks meanwhile waits for the reader, for a few seconds at most.
 */
public final class JwksUrl implements TokenKeys {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration STALE_MAX = Duration.ofHours(24);
    static final Duration READ_INTERVAL = Duration.ofSeconds(30);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration WAIT_MAX = Duration.ofSeconds(3);
    private static final int BYTES_MAX = 64 * 1024;

    /** A token without a key id is tried with this many keys; a provider has two or three. */
    private static final int KEYS_TRIED_MAX = 8;

    private static final Logger LOG = LoggerFactory.getLogger(JwksUrl.class);

    private final JWKSetSource<SecurityContext> source;

    private JwksUrl(JWKSetSource<SecurityContext> source) {
        this.source = source;
    }

    /**
     * The keys at {@code url}. Nothing is read yet.
     *
     * @throws IllegalArgumentException if {@code url} is no absolute {@code http} or {@code https} URL
     */
    public static JwksUrl of(String url) {
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(
                (int) CONNECT_TIMEOUT.toMillis(), (int) READ_TIMEOUT.toMillis(), BYTES_MAX);
        JWKSetSource<SecurityContext> remote = new URLBasedJWKSetSource<>(parse(url), retriever);
        JWKSetSource<SecurityContext> tolerant =
                new OutageTolerantJWKSetSource<>(remote, STALE_MAX.toMillis(), JwksUrl::logOutage);
        JWKSetSource<SecurityContext> limited = new RateLimitedJWKSetSource<>(tolerant, READ_INTERVAL.toMillis(), null);
        return new JwksUrl(new CachingJWKSetSource<>(limited, FRESH.toMillis(), WAIT_MAX.toMillis(), null));
    }

    private static void logOutage(Event<OutageTolerantJWKSetSource<SecurityContext>, SecurityContext> event) {
        if (event instanceof OutageEvent<SecurityContext> outage) {
            LOG.warn(
                    "cannot read the JWKS, the last keys stay in use: {}",
                    outage.getException().getMessage());
        }
    }

    private static URL parse(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!List.of("http", "https").contains(scheme) || uri.getHost() == null) {
                throw new IllegalArgumentException("the JWKS URL must begin with http:// or https:// and name a host");
            }
            return uri.toURL();
        } catch (URISyntaxException | MalformedURLException malformed) {
            throw new IllegalArgumentException("the JWKS URL is malformed", malformed);
        }
    }

    @Override
    public List<JWSVerifier> verifiersFor(JWSHeader header, Instant now) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        boolean isSymmetric = matcher == null || SharedSecret.ALGORITHM.equals(header.getAlgorithm());
        if (isSymmetric) return List.of();
        return select(new JWKSelector(matcher), now).stream()
                .limit(KEYS_TRIED_MAX)
                .flatMap(key -> verifier(key, header))
                .toList();
    }

    private List<JWK> select(JWKSelector selector, Instant now) {
        try {
            JWKSet known = read(JWKSetCacheRefreshEvaluator.noRefresh(), now);
            List<JWK> selected = selector.select(known);
            if (!selected.isEmpty()) return selected;
            return selector.select(read(JWKSetCacheRefreshEvaluator.referenceComparison(known), now));
        } catch (RateLimitReachedException readEnough) {
            return List.of();
        } catch (KeySourceException unavailable) {
            LOG.warn("cannot read the JWKS: {}", unavailable.getMessage());
            return List.of();
        }
    }

    private JWKSet read(JWKSetCacheRefreshEvaluator refresh, Instant now) throws KeySourceException {
        return source.getJWKSet(refresh, now.toEpochMilli(), null);
    }

    private static Stream<JWSVerifier> verifier(JWK key, JWSHeader header) {
        if (!(key instanceof AsymmetricJWK asymmetric)) return Stream.empty();
        try {
            Optional<JWSVerifier> verifier = PublicKeys.verifier(asymmetric.toPublicKey(), header.getAlgorithm());
            return verifier.stream();
        } catch (JOSEException unusable) {
            LOG.debug("a key of the JWKS cannot be used", unusable);
            return Stream.empty();
        }
    }
}
