// Numbers, times and lists as people say them. Free of DOM.

/** A position or duration as 1:02:03 or 4:05. */
export function clockOf(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const twoDigits = (number) => String(number).padStart(2, "0");
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}

/** What is left until something, rounded up, so that it never says 0 while there is something left. */
export function countdownOf(leftMs) {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const days = Math.floor(seconds / 86_400);
  return days > 0 ? `${countOf(days, "day")} ${clockOf((seconds % 86_400) * 1000)}` : clockOf(seconds * 1000);
}

/** "1 day", "3 days"; other plurals are named. */
export function countOf(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** "1 h 20 min", "3 min", "40 s". */
export function durationOf(seconds) {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) {
    return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  }
  return minutes > 0 ? `${minutes} min` : `${whole} s`;
}

/** "Ann", "Ann and Bo", "Ann, Bo and 3 others". */
export function listOf(names, namedMax = 3) {
  if (names.length <= 1) {
    return names[0] ?? "";
  }
  if (names.length <= namedMax) {
    return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  }
  const named = names.slice(0, namedMax - 1);
  return `${named.join(", ")} and ${countOf(names.length - named.length, "other")}`;
}

/** An instant as date and time in the reader's own manner; today's without the date. */
export function whenOf(instant, now = new Date()) {
  const date = new Date(instant);
  const isToday = date.toDateString() === now.toDateString();
  const options = isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(undefined, options).format(date);
}
