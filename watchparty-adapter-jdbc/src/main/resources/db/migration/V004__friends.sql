-- Names need not be unique; people look each other up by them all the same.
create index users_username
    on users (username);

-- What there is between two people, a row a pair; strangers have none. Whoever is forgotten takes their rows along.
-- Three instants say which of four things it is: a request that waits, one that was declined, one that was declined
-- and taken back, or a friendship.
create table friend_bonds (
  asker_user_id  uuid         not null references users on delete cascade,
  asked_user_id  uuid         not null references users on delete cascade,
  requested_at   timestamptz,                                        -- null: friends, or the request was taken back
  declined_at    timestamptz,                                        -- null: friends, or not declined
  friends_since  timestamptz,                                        -- null: not friends
  primary key (asker_user_id, asked_user_id),
  constraint friend_bonds_two_people check (asker_user_id <> asked_user_id),
  constraint friend_bonds_one_kind check ((friends_since is null) = (requested_at is not null or declined_at is not null))
);

create unique index friend_bonds_pair
    on friend_bonds (least(asker_user_id, asked_user_id), greatest(asker_user_id, asked_user_id));

create index friend_bonds_asked
    on friend_bonds (asked_user_id);
