-- What lists, statistics, personal data and forgetting look things up by. No command of a party writes any of these
-- indexes, but those by which people come and go, the settings change, somebody speaks, or the party begins or ends.

-- Whom a list shows first depends on how many there are, too. Titles are looked through without reading the rows.
drop index watch_parties_active_public;

create index watch_parties_listed
    on watch_parties ((here_count > 0) desc, active_count desc, created_at desc, id) include (here_count, title)
 where visibility = 'public' and ended_at is null;

create index watch_parties_trending
    on watch_parties (here_count desc, created_at desc, id)
 where visibility = 'public' and ended_at is null and here_count > 0;

-- Whoever stands in for the host brings none of their own friends along.
create index watch_parties_for_friends
    on watch_parties (coalesce(rightful_host_user_id, host_user_id))
 where visibility = 'friends' and ended_at is null;

-- Where somebody ever was.
create index watch_party_participants_of_user
    on watch_party_participants (user_id, party_id);

-- Who made a party, whoever leads it now: its first event says so.
create index watch_party_events_founder
    on watch_party_events ((payload ->> 'by'))
 where version = 1;

-- What was said and shown, with what was deleted: to count it.
create index watch_party_events_talk
    on watch_party_events (party_id, type)
 where type in ('message-sent', 'message-redacted', 'reacted');

-- What one person said and showed in a party, and when they joined it: to hand it out, and to take it out.
create index watch_party_events_by_author
    on watch_party_events (party_id, (payload ->> 'by'), version)
 where type in ('message-sent', 'reacted');

create index watch_party_events_joined
    on watch_party_events (party_id, (payload ->> 'user'))
 where type = 'participant-joined';

-- The newest settings have the hash of the party's password, and only they do.
create index watch_party_events_password
    on watch_party_events (party_id, version)
 where type = 'settings-changed' and payload ->> 'password_hash' <> '';

-- What is to be forgotten of parties that are over, the oldest first.
alter table watch_parties
  add column chat_forgotten_at         timestamptz,                            -- null: the words are there
  add column command_ids_forgotten_at  timestamptz;                            -- null: the ids are there

create index watch_parties_over
    on watch_parties (ended_at)
 where ended_at is not null;

create index watch_parties_over_with_chat
    on watch_parties (ended_at)
 where ended_at is not null and chat_forgotten_at is null;

create index watch_parties_over_with_command_ids
    on watch_parties (ended_at)
 where ended_at is not null and command_ids_forgotten_at is null;

-- Parties that are gone, while some of their history is still there.
create table watch_party_remains (
  party_id  uuid  primary key
);
