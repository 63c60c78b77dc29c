// Sizes and times in words.

export function bytes(count) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = count, unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return (value < 10 ? Math.round(value * 10) / 10 : Math.round(value)) + " " + units[unit];
}

export function time(seconds) {
  const whole = Math.round(seconds);
  if (whole >= 3600) return Math.floor(whole / 3600) + " h" + (whole % 3600 >= 60 ? " " + Math.floor(whole % 3600 / 60) + " min" : "");
  if (whole >= 60) return Math.floor(whole / 60) + " min" + (whole % 60 ? " " + whole % 60 + " s" : "");
  return (seconds < 10 ? Math.round(seconds * 10) / 10 : whole) + " s";
}

export const STATES = {
  queued: "waits", running: "", completed: "done", failed: "failed", dead: "failed", cancelled: "cancelled",
};
