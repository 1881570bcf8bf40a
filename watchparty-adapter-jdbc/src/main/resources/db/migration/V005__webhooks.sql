-- What endpoints have not been told yet: a row each for every message and endpoint, written in one statement with the
-- events, and deleted when the endpoint has it. The payload holds ids and words, nothing personal.
-- No foreign key: what happened is told even if its party is gone by then.
create table webhook_messages (
  id               uuid         primary key,
  endpoint         text         not null check (octet_length(endpoint) between 1 and 2048),  -- it is indexed
  party_id         uuid         not null,
  version          bigint       not null check (version >= 1),
  type             text         not null,
  payload          jsonb        not null,
  occurred_at      timestamptz  not null,
  attempts         int          not null default 0 check (attempts >= 0),
  next_attempt_at  timestamptz  not null,                                      -- while one is made: when its lease ends
  last_failure     text,                                                       -- null: none failed
  failed_at        timestamptz                                                 -- null: not given up
);

create index webhook_messages_due
    on webhook_messages (endpoint, next_attempt_at)
 where failed_at is null;

create index webhook_messages_failed
    on webhook_messages (failed_at)
 where failed_at is not null;
