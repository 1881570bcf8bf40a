-- Bucket4j's table. The state is its own binary form; the time is in milliseconds since 1970, as it wants it.
-- It inserts a row before it knows the state; whoever stops there leaves a row that goes away after an hour.
create table rate_limit_buckets (
  id          text    primary key,
  state       bytea,
  expires_at  bigint  not null default (extract(epoch from now()) * 1000)::bigint + 3600000
);

create index rate_limit_buckets_expiry
    on rate_limit_buckets (expires_at);
