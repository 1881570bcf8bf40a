// What the server sends and takes, as docs/protocol.md tells; names are those on the wire.

/**
 * A frame of the server, as it came; what is in it depends on its type.
 *
 * @typedef {{ type: string, version?: any, position_ms?: any, state?: any, skip?: any, starts_at_ms?: any, [field: string]: any }} Frame
 */

/**
 * Somebody, as everybody may know them.
 *
 * @typedef {object} PublicUser
 * @property {string} id
 * @property {string} username
 * @property {string} display_name
 * @property {string} [avatar_url]
 */

/** @typedef {"mp4" | "webm" | "audio" | "hls" | "dash" | "youtube"} ItemKind */

/**
 * What can be put into a playlist or a queue.
 *
 * @typedef {object} NewItem
 * @property {string} title
 * @property {string} url http or https
 * @property {ItemKind} kind
 * @property {number} [duration_ms] without it, the server does not know when the item is over
 */

/**
 * An item of a playlist or a queue; its id is the `clip_id` of frames.
 *
 * @typedef {NewItem & { id: string }} Item
 */

/** @typedef {"host" | "co-host" | "viewer"} Role */
/** @typedef {"pause" | "play" | "seek" | "skip" | "rate" | "queue" | "suggest" | "chat" | "invite" | "moderate"} Action */
/** @typedef {Record<Action, Role>} Policy for each action the least role that may */
/** @typedef {"host-only" | "co-hosts" | "anyone-may-pause" | "everyone"} Preset a policy by name */
/** @typedef {"private" | "public" | "friends" | "invite"} Visibility */
/** @typedef {"off" | "one" | "all"} Loop */

/**
 * Somebody in a party.
 *
 * @typedef {object} ParticipantJson
 * @property {string} id
 * @property {string} party_id
 * @property {string} user_id
 * @property {PublicUser} [user]
 * @property {string} [display_name]
 * @property {Role} role
 * @property {string} joined_at
 * @property {string} [last_sync_at]
 * @property {number} [sync_offset_ms]
 * @property {boolean} [connected]
 * @property {boolean} [hidden]
 * @property {boolean} [buffering]
 * @property {boolean} [muted]
 * @property {boolean} [wait]
 */

/**
 * A party, as REST and snapshots tell it.
 *
 * @typedef {object} WatchParty
 * @property {string} id
 * @property {string} host_user_id
 * @property {string} title
 * @property {string} [playlist_id]
 * @property {string} [current_clip_id]
 * @property {boolean} is_playing
 * @property {Visibility} visibility
 * @property {string} [invite_code] for those who may invite
 * @property {number} max_participants
 * @property {string} created_at
 * @property {string} [started_at]
 * @property {string} [ended_at]
 * @property {ParticipantJson[]} [participants]
 * @property {number} [active_participant_count]
 * @property {boolean} has_password
 * @property {number} version
 * @property {number} position_ms
 * @property {number} rate
 * @property {number} server_time_ms
 */

/**
 * @typedef {object} WaitingSettings
 * @property {boolean} enabled
 * @property {number} deadline_ms
 * @property {number} quorum_percent
 * @property {number} budget_ms
 */

/**
 * What the host chose.
 *
 * @typedef {object} Settings
 * @property {string} title
 * @property {Visibility} visibility
 * @property {boolean} has_password
 * @property {number} max_participants
 * @property {"everyone" | "members-since-join" | "none"} history
 * @property {WaitingSettings} waiting
 * @property {Policy} policy
 * @property {Preset} [policy_preset]
 * @property {Loop} loop
 */

/**
 * Settings to be changed; what is absent stays.
 *
 * @typedef {object} SettingsPatch
 * @property {string} [title]
 * @property {Visibility} [visibility]
 * @property {string | null} [password] empty for none
 * @property {number} [max_participants]
 * @property {"everyone" | "members-since-join" | "none"} [history]
 * @property {Partial<WaitingSettings>} [waiting]
 * @property {Preset | Partial<Policy>} [policy]
 */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {string} [watch_party_id]
 * @property {string} user_id
 * @property {string} [username]
 * @property {string} [display_name]
 * @property {string} message
 * @property {string} created_at
 * @property {number} [version]
 */

/**
 * @typedef {object} Reaction
 * @property {string} id
 * @property {string} user_id
 * @property {string} [username]
 * @property {string} emoji
 * @property {number} video_timestamp seconds
 * @property {string} created_at
 */

/**
 * @typedef {object} Ban
 * @property {PublicUser} user
 * @property {string} banned_at
 */

/**
 * @typedef {object} Playlist
 * @property {string} id
 * @property {string} owner_user_id
 * @property {string} title
 * @property {"public" | "private"} visibility
 * @property {Item[]} items
 * @property {string} created_at
 */

/**
 * What came to an end, as those who were in it may read.
 *
 * @typedef {object} PastParty
 * @property {string} id
 * @property {string} host_user_id
 * @property {string} title
 * @property {Visibility} visibility
 * @property {number} participant_count
 * @property {string} created_at
 * @property {string} [started_at]
 * @property {string} ended_at
 * @property {number} [duration_seconds]
 */

/**
 * @typedef {object} PastParties
 * @property {PastParty[]} history the last to end first
 * @property {{ page: number, limit: number, total_count: number, total_pages: number }} pagination
 */

/**
 * Somewhere in a film, and what people did there.
 *
 * @typedef {object} Moment
 * @property {string} [clip_id]
 * @property {number} position_ms
 * @property {number} messages
 * @property {number} reactions
 * @property {Record<string, number>} [emoji]
 */

/**
 * @typedef {object} Analytics
 * @property {string} party_id
 * @property {number} unique_viewers
 * @property {number} peak_concurrent
 * @property {number} current_viewers
 * @property {number} avg_duration_seconds
 * @property {number} chat_messages
 * @property {number} reactions
 * @property {number} total_engagement
 */

/**
 * @typedef {object} Series
 * @property {{ at: string, count: number }[]} people
 * @property {{ clip_id?: string, position_ms: number, count: number, emoji: Record<string, number> }[]} reactions
 * @property {number} bucket_ms
 * @property {number} joins
 * @property {number} leaves
 * @property {number} watch_seconds
 */

/**
 * @typedef {object} HostStatistics
 * @property {number} total_parties_hosted
 * @property {number} total_viewers
 * @property {number} avg_viewers_per_party
 * @property {number} total_chat_messages
 * @property {number} total_reactions
 */

/**
 * @typedef {object} Friends
 * @property {{ user: PublicUser, since: string }[]} friends
 * @property {{ user: PublicUser, requested_at: string }[]} incoming
 * @property {{ user: PublicUser, requested_at: string }[]} outgoing
 */

/**
 * @typedef {object} Friendship
 * @property {PublicUser} user
 * @property {"requested" | "friends"} status
 * @property {string} [requested_at]
 * @property {string} [since]
 */

export {};
