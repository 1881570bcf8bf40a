-- Times are server time (timestamptz). Positions and lengths are whole milliseconds of media time, 366 days at most.
-- Rates are permille: 1000 is normal.

-- What is now. A party's history is in watch_party_events, and both are written together.
-- Nothing here refers to users or playlists: a party outlives the account of its host and the playlist that it took.
create table watch_parties (
  id             uuid         primary key,
  version        bigint       not null check (version >= 1),
  host_user_id   uuid         not null,
  title          text         not null check (char_length(title) between 1 and 200),
  visibility     text         not null check (visibility in ('public', 'friends', 'invite', 'private')),
  capacity       int          not null check (capacity between 2 and 1000),
  password_hash  text,                                                         -- null: no password
  invite_code    text         not null check (invite_code ~ '^[A-HJ-NP-Z2-9]{6}$'),
  created_at     timestamptz  not null,
  started_at     timestamptz,                                                  -- null: nobody came yet
  ended_at       timestamptz,                                                  -- null: not over
  position_ms    bigint       not null check (position_ms between 0 and 31622400000),
  anchored_at    timestamptz,                                                  -- null: paused
  rate_permille  int          not null check (rate_permille between 250 and 4000),
  playlist_id    uuid,                                                         -- null: plays nothing of ours
  item_index     int          not null check (item_index between 0 and 499)
)
-- Every command rewrites the row: room on its page spares the indexes.
with (fillfactor = 50);

-- No two parties that can be joined have the same code; a code is free again when its party is over.
create unique index watch_parties_open_code
    on watch_parties (invite_code)
 where ended_at is null;

create index watch_parties_ended_code
    on watch_parties (invite_code, ended_at desc)
 where ended_at is not null;

create index watch_parties_active_public
    on watch_parties (created_at desc)
 where visibility = 'public' and ended_at is null;

-- What a person showed others when they joined is kept here, so that the party stays whole without users.
create table watch_party_participants (
  party_id      uuid         not null references watch_parties,
  user_id       uuid         not null,
  id            uuid         not null,
  username      text         not null check (char_length(username) between 1 and 100),
  display_name  text         not null check (char_length(display_name) between 1 and 50),
  avatar_url    text         check (char_length(avatar_url) between 1 and 2048),
  role          text         not null check (role in ('host', 'co-host', 'viewer')),
  joined_at     timestamptz  not null,
  left_at       timestamptz,                                                   -- null: in the party
  primary key (party_id, user_id)
);

-- The party's own copy of a playlist.
create table watch_party_items (
  party_id     uuid    not null references watch_parties,
  place        int     not null check (place between 0 and 499),
  id           uuid    not null,
  title        text    not null check (char_length(title) between 1 and 200),
  url          text    not null check (char_length(url) between 1 and 2048),
  kind         text    not null check (kind in ('mp4', 'webm', 'audio', 'hls', 'dash', 'youtube')),
  duration_ms  bigint  check (duration_ms between 1 and 31622400000),
  primary key (party_id, place),
  unique (party_id, id)
);

-- What happened, in order and without gaps. The payload has the form that EventColumn gives it, for ever.
-- No foreign key: the statement that inserts here found the party's row first, and a look-up an event costs more.
create table watch_party_events (
  party_id    uuid         not null,
  version     bigint       not null check (version >= 1),
  type        text         not null,
  payload     jsonb        not null,
  created_at  timestamptz  not null,
  primary key (party_id, version)
);

-- The commands that were accepted, under the names that clients gave them, and the version each was answered with.
create table watch_party_command_ids (
  party_id    uuid    not null,
  user_id     uuid    not null,
  command_id  text    not null check (char_length(command_id) between 1 and 64),
  version     bigint  not null check (version >= 1),
  primary key (party_id, user_id, command_id)
);
