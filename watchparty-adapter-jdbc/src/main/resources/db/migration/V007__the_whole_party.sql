-- What a party has besides its film: who is here, who may do what, what is under way. A default is what held before
-- there was a choice. What is only read together with its party is JSON, in the form that the store's Payload gives it.

alter table watch_parties
  add column rightful_host_user_id  uuid,                                     -- null: the host leads by right
  add column host_role_before       text   check (host_role_before in ('host', 'co-host', 'viewer')),
  add column active_count           int    not null default 0 check (active_count between 0 and 1000),
  add column here_count             int    not null default 0,
  add column history                text   not null default 'everyone'
             check (history in ('everyone', 'since-join', 'none')),
  add column waiting                jsonb  not null
             default '{"is_on": false, "deadline_ms": 15000, "quorum_percent": 100, "budget_ms": 60000}'
             check (jsonb_typeof(waiting) = 'object'
                    and (waiting ->> 'deadline_ms')::bigint between 1000 and 60000
                    and (waiting ->> 'quorum_percent')::bigint between 1 and 100
                    and (waiting ->> 'budget_ms')::bigint between 0 and 600000),
  add column policy                 jsonb  not null
             default '{"pause": "co-host", "play": "co-host", "seek": "co-host", "skip": "co-host", "rate": "co-host",
                       "queue": "co-host", "suggest": "viewer", "chat": "viewer", "invite": "viewer",
                       "moderate": "host"}'
             check (jsonb_typeof(policy) = 'object' and policy ->> 'moderate' in ('host', 'co-host')),
  add column loop                   text   not null default 'off' check (loop in ('off', 'one', 'all')),
  add column proceedings            jsonb  not null default '{}' check (jsonb_typeof(proceedings) = 'object'),
  add column suggestions            jsonb  not null default '[]' check (jsonb_array_length(suggestions) <= 50),
  add constraint watch_parties_leadership
      check ((rightful_host_user_id is null) = (host_role_before is null)),
  add constraint watch_parties_here
      check (here_count between 0 and active_count);

update watch_parties as party
   set active_count = (select count(*)
                         from watch_party_participants
                        where party_id = party.id
                          and left_at is null);

-- Whoever joined and did not leave is here, as the history says; whoever is not lets the servers make them depart.
update watch_parties
   set here_count = active_count
 where ended_at is null;

-- Written when somebody comes or goes, and only then: all else that happens leaves the indexes alone.
create index watch_parties_with_somebody_here
    on watch_parties (id)
 where ended_at is null and here_count > 0;

-- Who was banned is out since then: left_at is set, too.
alter table watch_party_participants
  add column banned_at     timestamptz,                                       -- null: not banned
  add column here_since    timestamptz,                                       -- null: absent
  add column absent_since  timestamptz,                                       -- null: here
  add column voice         text  not null default 'open' check (voice in ('open', 'muted')),
  add column courtesy      text  not null default 'wait' check (courtesy in ('wait', 'go-on'));

update watch_party_participants as seat
   set here_since = case when seat.left_at is null and party.ended_at is null then seat.joined_at end,
       absent_since = coalesce(seat.left_at, party.ended_at)
  from watch_parties as party
 where party.id = seat.party_id;

alter table watch_party_participants
  add constraint watch_party_participants_banned
      check (banned_at is null or (left_at is not null and left_at = banned_at)),
  add constraint watch_party_participants_attendance
      check ((here_since is null) <> (absent_since is null)),
  -- Coming and going rewrites the row: room on its page spares the index.
  set (fillfactor = 80);

-- What was said in a party, to page through and to delete. What was deleted is in neither.
create index watch_party_events_said
    on watch_party_events (party_id, version)
 where type = 'message-sent';

create index watch_party_events_message
    on watch_party_events (party_id, (payload ->> 'message'))
 where type = 'message-sent';
