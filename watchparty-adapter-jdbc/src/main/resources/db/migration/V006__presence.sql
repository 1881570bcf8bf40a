-- Who is connected to which party through which server, as that server says. Times are server time (timestamptz).
-- Unlogged, since all of it is true for seconds only: writing it costs no log and no wait for the disk. Where PostgreSQL
-- ends without having been told to, the tables are empty afterwards, and every server that still lives writes its part
-- anew within seconds; a restored copy of the database need not have it.

-- What a server wrote counts until its lease is over; a server that lives renews it long before.
create unlogged table presence_servers (
  server_id    uuid         primary key,
  alive_until  timestamptz  not null
);

-- A server's rows go with it. That look-up has no index: it is made when a server ends, and each row written pays for one.
-- Nothing here refers to parties or users: their rows are never waited for.
create unlogged table watch_party_presence (
  party_id       uuid         not null,
  server_id      uuid         not null references presence_servers on delete cascade,
  user_id        uuid         not null,
  is_hidden      boolean      not null,
  is_buffering   boolean      not null,
  synced_at      timestamptz,                                                  -- null: never
  offset_ms      bigint       check (offset_ms between -31622400000 and 31622400000),
  round_trip_ms  bigint       check (round_trip_ms between 0 and 60000),
  primary key (party_id, server_id, user_id),
  check ((offset_ms is null) = (round_trip_ms is null)),                       -- null: not measured
  check (offset_ms is null or synced_at is not null)
)
-- Rows are rewritten every few seconds: room on their page spares the index.
with (fillfactor = 70);
