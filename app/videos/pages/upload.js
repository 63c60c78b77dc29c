// The page to upload a video: signing in, choosing, sending, and what is made of it.

import { Refused, ask, signIn, signOut, signedIn } from "./api.js";
import { SMALL, Sending } from "./sending.js";
import { bytes, time } from "./words.js";
import { Video } from "./video.js";

const byId = (id) => document.getElementById(id);
let sending = null, video = null;

export function say(text, kind) {
  const status = byId("status");
  status.className = "note " + (kind || "");
  status.setAttribute("role", kind === "bad" ? "alert" : "status");
  status.hidden = !text;
  status.textContent = text;
  if (!text) return;
  if (document.activeElement === document.body) status.focus({ preventScroll: true }); // what had the focus is gone
  status.scrollIntoView({ block: "nearest" });
}

function show(...ids) {
  for (const part of document.querySelectorAll("main > form, main > section")) part.hidden = !ids.includes(part.id);
}

// Runs what a form or a button does, once at a time; what is refused is said.
export function busy(element, work) {
  element.addEventListener(element.tagName === "FORM" ? "submit" : "click", async (event) => {
    event.preventDefault();
    const button = element.tagName === "FORM" ? element.querySelector("button[type=submit]") : element;
    if (button.disabled) return;
    button.disabled = true;
    say("");
    try {
      await work();
    } catch (error) {
      if (error.code === "aborted") return;
      say(error instanceof Refused ? error.message : "Something went wrong. Try again.", "bad");
      if (error.status === 401 && signedIn()) leave();
    } finally {
      button.disabled = false;
    }
  });
}

function leave() {
  if (sending) sending.giveUp();
  if (video) video.close();
  sending = video = null;
  signOut();
  byId("account").hidden = true;
  show("login-form");
  byId("login").focus();
}

async function home() {
  if (video) video.close();
  video = null;
  byId("choose").reset();
  chosen();
  show("choose");
  const [quota, mine] = await Promise.all([ask("GET", "/v1/me/quota"), ask("GET", "/v1/videos?limit=10")]);
  byId("limits").textContent = ", up to " + bytes(quota.most_bytes_of_a_file) + " and " + time(quota.most_seconds);
  byId("quota").textContent = bytes(quota.bytes) + " of " + bytes(quota.most_bytes) + " used, " + quota.videos + " of " + quota.most_videos + " videos";
  byId("quota").hidden = false;
  byId("videos").replaceChildren(...mine.map((one) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    for (const text of [one.title, time(one.duration_seconds) + ", " + bytes(one.bytes)]) {
      button.append(Object.assign(document.createElement("span"), { textContent: text }));
    }
    busy(button, () => look(one));
    item.append(button);
    return item;
  }));
  if (mine.length) show("choose", "mine");
}

async function look(about) {
  show("video");
  video = new Video(about);
  await video.open();
}

function chosen() {
  const [file] = byId("file").files;
  byId("chosen").textContent = file ? file.name + " (" + bytes(file.size) + ")" : "Choose a clip, or drop it here";
}

async function upload() {
  const [file] = byId("file").files;
  if (!file) throw new Refused({ detail: "Choose a clip first." });
  byId("uploading-name").textContent = file.name;
  byId("pause").textContent = "Pause";
  byId("pause").hidden = file.size <= SMALL;
  show("uploading");
  const begin = performance.now();
  const told = (text) => { byId("sent-text").textContent = text; };
  const moved = (sent, total) => {
    const percent = total ? Math.floor(sent / total * 100) : 0;
    byId("sent").value = percent;
    byId("sent-percent").textContent = percent + " %";
    const rate = sent / Math.max((performance.now() - begin) / 1000, 0.2);
    told(bytes(sent) + " of " + bytes(total) + ", " + bytes(rate) + "/s");
  };
  moved(0, file.size);
  sending = new Sending(file, byId("title").value.trim(), moved, told);
  try {
    const made = await sending.run();
    sending = null;
    await look(made);
  } catch (error) {
    sending = null;
    await home().catch(() => {});
    throw error;
  }
}

function calm() {
  delete byId("delete").dataset.sure;
  byId("delete").textContent = "Delete this video";
}

function dropping() {
  const drop = byId("drop");
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    byId("file").files = event.dataTransfer.files;
    chosen();
  });
  byId("file").addEventListener("change", chosen);
}

busy(byId("login-form"), async () => {
  try {
    const user = await signIn(byId("login").value.trim(), byId("password").value, byId("totp").value.trim());
    byId("who").textContent = user.username;
    byId("account").hidden = false;
    byId("password").value = byId("totp").value = "";
    byId("totp-part").hidden = true;
    await home();
  } catch (error) {
    if (error.code === "totp_required") {
      byId("totp-part").hidden = false;
      byId("totp").focus();
    }
    throw error;
  }
});
busy(byId("choose"), upload);
busy(byId("pause"), async () => {
  if (!sending) return;
  if (sending.paused) sending.resume();
  else sending.pause();
  byId("pause").textContent = sending.paused ? "Go on" : "Pause";
});
busy(byId("give-up"), async () => { if (sending) await sending.giveUp(); });
busy(byId("another"), home);
busy(byId("delete"), async () => {
  const button = byId("delete");
  if (!button.dataset.sure) { // asked once more, for a moment
    button.dataset.sure = "yes";
    button.textContent = "Delete it for good?";
    setTimeout(calm, 4000);
    return;
  }
  calm();
  await video.remove();
  await home();
  say("The video and all that was made of it is deleted.", "good");
});
byId("sign-out").addEventListener("click", leave);
addEventListener("pagehide", () => { if (signedIn()) signOut(); });
dropping();
show("login-form");
byId("login").focus();
