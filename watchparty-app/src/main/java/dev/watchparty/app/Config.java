package dev.watchparty.app;

import dev.watchparty.adapter.web.http.Limits;
import dev.watchparty.adapter.web.socket.SocketWorld.Pace;
import dev.watchparty.adapter.webhook.WebhookSecret;
import dev.watchparty.application.party.RetentionPolicy;
import dev.watchparty.application.port.WebhookEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator may set, checked. Secrets are kept out of its text.
 *
 * @param publicUrl where people reach the server, for links; absent, each request's own address is taken
 * @param pace how much somebody may send over a connection
 * @param hostGrace how long a host may be away before somebody stands in
 * @param jwtSecret absent, one is made and kept in the data directory
 */
record Config(
        String host,
        int port,
        Path dataDir,
        @Nullable ExternalDatabase database,
        @Nullable String jwtSecret,
        @Nullable String jwksUrl,
        @Nullable Path jwtPublicKey,
        @Nullable URI publicUrl,
        List<String> corsOrigins,
        List<String> trustedProxies,
        boolean areGuestsWelcome,
        Limits limits,
        Pace pace,
        Duration hostGrace,
        RetentionPolicy retention,
        Webhooks webhooks,
        LogFormat logFormat) {

    Config {
        corsOrigins = List.copyOf(corsOrigins);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** How log lines look: for eyes, or for programs. */
    enum LogFormat {
        TEXT,
        JSON
    }

    /**
     * Who is told what happens in parties.
     *
     * @param secrets each signs every message; there is one at least if there are endpoints
     */
    record Webhooks(List<WebhookEndpoint> endpoints, List<WebhookSecret> secrets) {

        static final Webhooks NONE = new Webhooks(List.of(), List.of());

        Webhooks {
            endpoints = List.copyOf(endpoints);
            secrets = List.copyOf(secrets);
        }
    }

    /** A PostgreSQL that the operator runs. */
    record ExternalDatabase(String url, String user, String password) {

        @Override
        public String toString() {
            return "ExternalDatabase[hidden]";
        }
    }

    @Override
    public String toString() {
        return "Config[host=" + host + ", port=" + port + ", dataDir=" + dataDir + "]";
    }
}
