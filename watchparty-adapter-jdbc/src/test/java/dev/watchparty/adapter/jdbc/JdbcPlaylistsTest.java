package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.fixtures.PlaylistCatalogueContract;
import dev.watchparty.application.port.PlaylistCatalogue;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcPlaylistsTest extends PlaylistCatalogueContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected PlaylistCatalogue catalogue() {
        return new JdbcPlaylists(DATABASE.database());
    }
}
