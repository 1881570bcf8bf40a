// What the sync engine needs to know of a player, and what it may ask of one.

/**
 * What a client needs to play a medium, by the protocol's words.
 *
 * @typedef {"mp4" | "webm" | "audio" | "hls" | "dash" | "youtube"} MediaKind
 */

/**
 * A medium to play, such as an item of a playlist.
 *
 * @typedef {object} MediaItem
 * @property {MediaKind | string} kind newer servers may know more kinds
 * @property {string} url absolute
 * @property {string} [title]
 */

/**
 * How a player stands right now; read afresh each time.
 *
 * @typedef {object} PlayerState
 * @property {boolean} isLoaded whether its media is known, so that it can be asked to seek
 * @property {boolean} isReady whether it could go on playing from here at once; false while it waits for data
 * @property {boolean} isPaused whether it was told not to play
 * @property {boolean} isSeeking
 * @property {boolean} isEnded
 * @property {boolean} isSeekable false before it is loaded, and where the media can only be played from its start
 * @property {number} positionMs milliseconds of the media, with fraction; 0 before it is loaded
 * @property {number | null} durationMs null while unknown or endless
 * @property {PlayerError | null} error why the media cannot be played, else null
 */

/**
 * Why media cannot be played: nobody answers at its address or it is not there, this browser cannot play what is there,
 * its owner does not let it be played here (or at all to this person), or it broke while it played.
 *
 * @typedef {"unreachable" | "unsupported" | "forbidden" | "failed"} PlayerError
 */

/**
 * Subtitles or captions to choose from.
 *
 * @typedef {object} TextTrackChoice
 * @property {string} id
 * @property {string} label as the media names it; may be empty
 * @property {string} language a BCP 47 tag; may be empty
 * @property {boolean} isShown
 */

/**
 * What kind of player it is; does not change once its media is loaded.
 *
 * @typedef {object} PlayerTraits
 * @property {readonly number[] | null} rates the only rates it can play at, ascending; null if any from 0.25 to 4 will do
 * @property {number} grainMs how coarse the position is that it tells: 0 for a media element, some 250 where it is
 *     told a few times a second
 * @property {boolean} hasPicture
 */

/**
 * How a start went: with sound, without (the browser allows it only so), not at all until somebody presses something, or
 * overtaken by a pause, a seek or other media.
 *
 * @typedef {"heard" | "muted" | "blocked" | "interrupted"} Start
 */

/**
 * A frame that was shown.
 *
 * @typedef {object} ShownFrame
 * @property {number} positionMs of the frame on the media's axis
 * @property {number} atMs the local instant (performance.now()) at which it was to be seen
 */

/**
 * One player with its media. It never acts by itself: what people press goes to the party first. Confined to one thread.
 *
 * @typedef {object} Player
 * @property {PlayerTraits} traits read afresh once it is loaded
 * @property {() => PlayerState} state
 * @property {() => Promise<Start>} play starts it; where the browser wants silence, starts it muted and says so
 * @property {() => void} pause
 * @property {(positionMs: number) => void} seek keeps it paused or playing as it is
 * @property {(rate: number) => void} setRate 1 is normal; takes the nearest of `traits.rates` where there are any
 * @property {(isMuted: boolean) => void} setMuted what the person wants
 * @property {(volume: number) => void} setVolume 0 to 1, what the person wants
 * @property {() => TextTrackChoice[]} textTracks
 * @property {(id: string | null) => void} showTextTrack the one and no other, or none; for this person alone
 * @property {(positionMs: number) => boolean} [hasDataAt] whether it could play from there without asking its server
 *     first; left out where that is not told
 * @property {() => ShownFrame | null} frame the last one shown; null where that is not told
 * @property {(listener: () => void) => () => void} subscribe calls `listener` when something of the state has changed by
 *     itself or is done: loaded, sought, ready, starved, ended, failed, paused from outside; answers how to stop
 * @property {() => void} close lets go of the media and of what it is shown in
 */

export {};
