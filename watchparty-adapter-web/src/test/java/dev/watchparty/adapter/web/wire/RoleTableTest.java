package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.RoleTable;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTableTest {

    /** What asks nothing of the party: it concerns a connection, or is passed on and forgotten. */
    private static final Set<String> NO_COMMANDS = Set.of("clock", "sync-request", "refresh-token", "typing");

    @Test
    void no_command_is_forgotten() {
        Set<String> commands = new TreeSet<>(CommandJson.types());
        commands.removeAll(NO_COMMANDS);

        assertThat(RoleTable.rows()
                        .map(row -> row.command().replaceFirst("\\{'type':'([a-z-]+)'.*", "$1"))
                        .collect(Collectors.toSet()))
                .isEqualTo(commands);
    }
}
