package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.SettingsChanged;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What is taken out of a party's history when messages are deleted, people erased and settings changed: the words, the
 * names and the old password's hash, never an event.
 */
final class Redaction {

    static final String DELETED = """
            update watch_party_events
               set type = 'message-redacted',
                   payload = payload - 'text'
             where party_id = :party
               and type = 'message-sent'
               and payload ->> 'message' = any(:messages)
            """;

    static final String SAID_BY_ERASED = """
            update watch_party_events
               set type = 'message-redacted',
                   payload = payload - 'text'
             where party_id = :party
               and type = 'message-sent'
               and version < :version
               and payload ->> 'by' = :user
            """;

    static final String JOINED_BY_ERASED = """
            update watch_party_events
               set payload = payload - 'avatar_url'
                          || jsonb_build_object('username', :username, 'display_name', :displayName)
             where party_id = :party
               and type = 'participant-joined'
               and version < :version
               and payload ->> 'user' = :user
            """;

    /** That there was a password stays known. */
    static final String OUTDATED = """
            update watch_party_events
               set payload = jsonb_set(payload, '{password_hash}', to_jsonb(:forgotten::text))
             where party_id = :party
               and type = 'settings-changed'
               and payload ->> 'password_hash' <> ''
               and version < :version
            """;

    private Redaction() {}

    static boolean isCausedBy(RecordedEvent recorded) {
        return recorded.event() instanceof MessageDeleted
                || recorded.event() instanceof ParticipantErased
                || recorded.event() instanceof SettingsChanged;
    }

    /** Takes out of the party's history what {@code events}, which are in it already, want to be out of it. */
    static void of(Handle handle, PartyId party, List<RecordedEvent> events) {
        List<MessageDeleted> deletions = events.stream()
                .map(RecordedEvent::event)
                .filter(MessageDeleted.class::isInstance)
                .map(MessageDeleted.class::cast)
                .toList();
        if (!deletions.isEmpty()) delete(handle, party, deletions);
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof ParticipantErased erased) erase(handle, party, recorded, erased);
            if (recorded.event() instanceof SettingsChanged) forgetHashesBefore(handle, party, recorded.version());
        }
    }

    private static void delete(Handle handle, PartyId party, List<MessageDeleted> deletions) {
        var update = handle.createUpdate(DELETED).bind("party", party.value());
        ArrayColumns.bind(
                update,
                "messages",
                String.class,
                deletions,
                deletion -> deletion.id().value().toString());
        update.execute();
    }

    private static void forgetHashesBefore(Handle handle, PartyId party, Version version) {
        handle.createUpdate(OUTDATED)
                .bind("party", party.value())
                .bind("version", version.value())
                .bind("forgotten", PasswordHash.FORGOTTEN.encoded())
                .execute();
    }

    private static void erase(Handle handle, PartyId party, RecordedEvent recorded, ParticipantErased erased) {
        String user = erased.user().value().toString();
        handle.createUpdate(SAID_BY_ERASED)
                .bind("party", party.value())
                .bind("version", recorded.version().value())
                .bind("user", user)
                .execute();
        handle.createUpdate(JOINED_BY_ERASED)
                .bind("party", party.value())
                .bind("version", recorded.version().value())
                .bind("user", user)
                .bind("username", Profile.ERASED.username().value())
                .bind("displayName", Profile.ERASED.displayName().value())
                .execute();
    }
}
