-- PostgreSQL reads and checks every constraint of a table whenever a statement writes one of its rows, whichever columns
-- it writes: for watch_parties that cost a third of a command. A domain's constraint is read once a connection, and
-- checked where a column of that domain is written. So the bounds of single columns are domains here; what compares
-- columns with each other stays with the table.

-- First without constraints, which spares tables and indexes being written anew.
create domain party_version as bigint;
create domain party_title as text;
create domain party_visibility as text;
create domain party_capacity as int;
create domain party_invite_code as text;
create domain party_role as text;
create domain party_headcount as int;
create domain party_history as text;
create domain party_waiting as jsonb;
create domain party_policy as jsonb;
create domain party_loop as text;
create domain party_proceedings as jsonb;
create domain party_suggestions as jsonb;
create domain party_command_id as text;
create domain playback_position_ms as bigint;
create domain playback_rate_permille as int;
create domain playback_item_index as int;

alter table watch_parties
  alter column version           type party_version,
  alter column title             type party_title,
  alter column visibility        type party_visibility,
  alter column capacity          type party_capacity,
  alter column invite_code       type party_invite_code,
  alter column host_role_before  type party_role,
  alter column active_count      type party_headcount,
  alter column history           type party_history,
  alter column waiting           type party_waiting,
  alter column policy            type party_policy,
  alter column loop              type party_loop,
  alter column proceedings       type party_proceedings,
  alter column suggestions       type party_suggestions,
  alter column position_ms       type playback_position_ms,
  alter column rate_permille     type playback_rate_permille,
  alter column item_index        type playback_item_index,
  drop constraint watch_parties_version_check,
  drop constraint watch_parties_title_check,
  drop constraint watch_parties_visibility_check,
  drop constraint watch_parties_capacity_check,
  drop constraint watch_parties_invite_code_check,
  drop constraint watch_parties_host_role_before_check,
  drop constraint watch_parties_active_count_check,
  drop constraint watch_parties_history_check,
  drop constraint watch_parties_waiting_check,
  drop constraint watch_parties_policy_check,
  drop constraint watch_parties_loop_check,
  drop constraint watch_parties_proceedings_check,
  drop constraint watch_parties_suggestions_check,
  drop constraint watch_parties_position_ms_check,
  drop constraint watch_parties_rate_permille_check,
  drop constraint watch_parties_item_index_check;

alter table watch_party_events
  alter column version type party_version,
  drop constraint watch_party_events_version_check;

alter table watch_party_command_ids
  alter column version     type party_version,
  alter column command_id  type party_command_id,
  drop constraint watch_party_command_ids_version_check,
  drop constraint watch_party_command_ids_command_id_check;

alter domain party_version          add check (value >= 1);
alter domain party_title            add check (char_length(value) between 1 and 200);
alter domain party_visibility       add check (value in ('public', 'friends', 'invite', 'private'));
alter domain party_capacity         add check (value between 2 and 1000);
alter domain party_invite_code      add check (value ~ '^[A-HJ-NP-Z2-9]{6}$');
alter domain party_role             add check (value in ('host', 'co-host', 'viewer'));
alter domain party_headcount        add check (value between 0 and 1000);
alter domain party_history          add check (value in ('everyone', 'since-join', 'none'));
alter domain party_waiting          add check (jsonb_typeof(value) = 'object'
                                               and (value ->> 'deadline_ms')::bigint between 1000 and 60000
                                               and (value ->> 'quorum_percent')::bigint between 1 and 100
                                               and (value ->> 'budget_ms')::bigint between 0 and 600000);
alter domain party_policy           add check (jsonb_typeof(value) = 'object'
                                               and value ->> 'moderate' in ('host', 'co-host'));
alter domain party_loop             add check (value in ('off', 'one', 'all'));
alter domain party_proceedings      add check (jsonb_typeof(value) = 'object');
alter domain party_suggestions      add check (jsonb_array_length(value) <= 50);
alter domain party_command_id       add check (char_length(value) between 1 and 64);
alter domain playback_position_ms   add check (value between 0 and 31622400000);
alter domain playback_rate_permille add check (value between 250 and 4000);
alter domain playback_item_index    add check (value between 0 and 499);
