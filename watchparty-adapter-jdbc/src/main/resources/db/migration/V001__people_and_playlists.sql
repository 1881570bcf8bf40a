-- Times are server time (timestamptz). Lengths are whole milliseconds of media time, 366 days at most.
-- Texts are counted in Unicode characters, as in the domain.

create table users (
  id            uuid  primary key,
  username      text  not null check (char_length(username) between 1 and 100),
  display_name  text  not null check (char_length(display_name) between 1 and 50),
  avatar_url    text  check (char_length(avatar_url) between 1 and 2048)       -- null: no picture
);

-- An owner need not be in users: tokens of people whom we never stored are good for a playlist, too.
create table playlists (
  id             uuid         primary key,
  owner_user_id  uuid         not null,
  title          text         not null check (char_length(title) between 1 and 200),
  visibility     text         not null check (visibility in ('public', 'private')),
  created_at     timestamptz  not null
);

create index playlists_of_owner
    on playlists (owner_user_id, created_at desc);

create table playlist_items (
  playlist_id  uuid    not null references playlists on delete cascade,
  place        int     not null check (place between 0 and 499),
  id           uuid    not null,
  title        text    not null check (char_length(title) between 1 and 200),
  url          text    not null check (char_length(url) between 1 and 2048),
  kind         text    not null check (kind in ('mp4', 'webm', 'audio', 'hls', 'dash', 'youtube')),
  duration_ms  bigint  check (duration_ms between 1 and 31622400000),          -- null: nobody said
  primary key (playlist_id, place),
  unique (playlist_id, id)
);
