package dev.watchparty.app;

import dev.watchparty.adapter.jdbc.Database;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.FollowParty;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What the server counts of itself, for Prometheus. */
final class Meters implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    void watch(Database database) {
        database.dataSource().setMetricRegistry(registry);
    }

    void watch(CommandParty commands, FollowParty<?> follow) {
        Gauge.builder("watchparty.parties.active", commands, CommandParty::activeParties)
                .description("Parties that a command came for in the last minute")
                .register(registry);
        Gauge.builder("watchparty.parties.followed", follow, FollowParty::followedParties)
                .description("Parties with connections to this server")
                .register(registry);
    }

    /** All meters, in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
