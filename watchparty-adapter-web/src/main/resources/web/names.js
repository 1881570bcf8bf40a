// What the codes of the protocol are called. Free of DOM.

export const ACTION_NAMES = new Map([
  ["pause", "Pause"],
  ["play", "Play"],
  ["seek", "Jump in the film"],
  ["skip", "Skip to another film"],
  ["rate", "Change the speed"],
  ["queue", "Change the queue"],
  ["suggest", "Suggest films"],
  ["chat", "Chat and react"],
  ["invite", "Invite others"],
  ["moderate", "Mute, remove, delete"],
]);

export const PRESET_NAMES = new Map([
  ["host-only", "Only the host controls"],
  ["co-hosts", "Host and co-hosts control"],
  ["anyone-may-pause", "Anyone may pause"],
  ["everyone", "Everyone controls"],
]);

export const LOOP_NAMES = new Map([
  ["off", "No repeat"],
  ["one", "Repeat one"],
  ["all", "Repeat all"],
]);

export const VISIBILITY_NAMES = new Map([
  ["private", "Private"],
  ["invite", "By invitation"],
  ["friends", "Friends"],
  ["public", "Public"],
]);

export const VISIBILITY_HINTS = new Map([
  ["private", "Who has the code may come. Only those who are in look inside."],
  ["invite", "Who has the code may look inside and come. Not listed."],
  ["friends", "Friends of the host see it and may come; nobody else, even with the code."],
  ["public", "Listed for all. Anybody may look inside and come."],
]);

export const HISTORY_NAMES = new Map([
  ["everyone", "All of it, for everyone"],
  ["members-since-join", "Newcomers begin where they came in"],
  ["none", "Nobody reads back"],
]);
