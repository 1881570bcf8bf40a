package dev.watchparty.adapter.embeddedpostgres;

import java.util.Locale;

/** What the server's configuration files say; they are written anew at each start. */
enum Settings {
    /** What was committed survives a power cut. */
    DURABLE,
    /** Fast, and gone when the machine stops. */
    TEMPORARY;

    private static final int CONNECTIONS_MAX = 50;

    boolean isDurable() {
        return this == DURABLE;
    }

    String postgresql(String address, int port) {
        return """
                # Written by Watchparty at each start; changes are lost.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = %d
                shared_buffers = 128MB
                password_encryption = 'scram-sha-256'
                allow_alter_system = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                datestyle = 'iso, ymd'
                lc_messages = 'C'
                # Containers often have only 64 MB of the memory that parallel queries share.
                max_parallel_workers_per_gather = 0
                jit = off
                # A name for each statement in the list of processes costs a write each.
                update_process_title = off
                """.formatted(address, port, CONNECTIONS_MAX) + (isDurable() ? durable() : TEMPORARY_ONLY);
    }

    /** Who may log in: our one user, over the loopback, with its password. */
    String access(String address, String user) {
        return "host all %s %s/32 scram-sha-256%n".formatted(user, address);
    }

    private static String durable() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        // On a Mac anything less stops at the drive's cache.
        return system.startsWith("mac") ? DURABLE_ONLY + "wal_sync_method = fsync_writethrough\n" : DURABLE_ONLY;
    }

    // A file an hour, each overwritten a day later, and no errors of single statements: those reach the client.
    private static final String DURABLE_ONLY = """
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            logging_collector = on
            log_directory = '../log'
            log_filename = 'postgresql-%H.log'
            log_rotation_age = 60
            log_rotation_size = 0
            log_truncate_on_rotation = on
            log_min_messages = log
            log_checkpoints = off
            """;

    private static final String TEMPORARY_ONLY = """
            fsync = off
            synchronous_commit = on
            full_page_writes = off
            """;
}
