package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Username;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The three columns that a profile has wherever one is stored. */
final class ProfileColumns {

    private ProfileColumns() {}

    static Profile read(ResultSet row) throws SQLException {
        return profile(row.getString("username"), row.getString("display_name"), row.getString("avatar_url"));
    }

    static Profile profile(String username, String displayName, @Nullable String avatarUrl) {
        return new Profile(
                new Username(username),
                new DisplayName(displayName),
                avatarUrl == null ? Avatar.NONE : Avatar.at(avatarUrl));
    }
}
