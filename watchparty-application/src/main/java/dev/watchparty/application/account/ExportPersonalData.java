package dev.watchparty.application.account;

import dev.watchparty.application.account.PersonalData.Message;
import dev.watchparty.application.account.PersonalData.Reaction;
import dev.watchparty.application.port.AccountStore;
import dev.watchparty.application.port.FriendStore;
import dev.watchparty.application.port.PersonalRecords;
import dev.watchparty.application.port.PersonalRecords.Attended;
import dev.watchparty.application.port.PlaylistCatalogue;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands somebody all that is kept of them, in as much memory as it takes. Blocks on the store. Safe for many threads.
 */
public final class ExportPersonalData {

    static final int PARTIES_PER_PAGE = 200;
    static final int EVENTS_PER_PAGE = 1_000;

    private final AccountStore accounts;
    private final PlaylistCatalogue playlists;
    private final FriendStore friends;
    private final PersonalRecords records;

    public ExportPersonalData(
            AccountStore accounts, PlaylistCatalogue playlists, FriendStore friends, PersonalRecords records) {
        this.accounts = accounts;
        this.playlists = playlists;
        this.friends = friends;
        this.records = records;
    }

    public PersonalData handle(UserId user) {
        List<Attended> parties = attendedBy(user);
        List<Message> messages = new ArrayList<>();
        List<Reaction> reactions = new ArrayList<>();
        for (Attended attended : parties) {
            PartyId party = attended.party();
            for (RecordedEvent recorded : saidBy(user, party)) {
                if (recorded.event() instanceof MessageSent sent) {
                    messages.add(new Message(party, recorded.at(), sent.text()));
                } else if (recorded.event() instanceof Reacted reacted) {
                    reactions.add(new Reaction(party, recorded.at(), reacted.emoji(), reacted.position()));
                }
            }
        }
        return new PersonalData(
                user,
                accounts.find(user).orElse(null),
                playlists.ownedBy(user),
                friends.contactsOf(user),
                parties,
                messages,
                reactions);
    }

    private List<Attended> attendedBy(UserId user) {
        List<Attended> all = new ArrayList<>();
        @Nullable PartyId last = null;
        List<Attended> page;
        do {
            page = records.attendedBy(user, last, PARTIES_PER_PAGE);
            all.addAll(page);
            if (!page.isEmpty()) last = page.get(page.size() - 1).party();
        } while (page.size() == PARTIES_PER_PAGE);
        return all;
    }

    private List<RecordedEvent> saidBy(UserId user, PartyId party) {
        List<RecordedEvent> all = new ArrayList<>();
        Version last = Version.NONE;
        List<RecordedEvent> page;
        do {
            page = records.saidBy(user, party, last, EVENTS_PER_PAGE);
            all.addAll(page);
            if (!page.isEmpty()) last = page.get(page.size() - 1).version();
        } while (page.size() == EVENTS_PER_PAGE);
        return all;
    }
}
