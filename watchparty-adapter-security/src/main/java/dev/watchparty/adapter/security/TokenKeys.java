package dev.watchparty.adapter.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import java.time.Instant;
import java.util.List;

/**
 * Keys that tokens may be signed with. Each kind is pinned to the algorithms it was made for, whatever a token claims:
 * else a public key, which everybody knows, would pass for a shared secret. Safe for many threads.
 */
public sealed interface TokenKeys permits SharedSecret, PemKey, JwksUrl {

    /**
     * What checks the signature of a token with {@code header}; any one of them may accept it.
     *
     * @return empty, if no key fits the header or none can be had at {@code now}
     */
    List<JWSVerifier> verifiersFor(JWSHeader header, Instant now);
}
