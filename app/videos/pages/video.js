// A video on the page: its picture, what can be made of it, and what is made, live.

import { ask, watch } from "./api.js";
import { STATES, bytes, time } from "./words.js";
import { busy, say } from "./upload.js";

const byId = (id) => document.getElementById(id);
const NAMES = {
  thumbnail: "Thumbnail", resize: "Smaller", convert: "Converted", extract_audio: "Sound", trim: "Cut", preview: "Preview",
};

function element(name, className, text) {
  return Object.assign(document.createElement(name), { className, textContent: text || "" });
}

export class Video {
  constructor(about) {
    this.about = about;
    this.rows = new Map(); // by the id of the job
    this.stop = () => {};
  }

  async open() {
    const about = this.about;
    byId("video-title").textContent = about.title;
    byId("facts").textContent = [
      about.width + " × " + about.height, time(about.duration_seconds), bytes(about.bytes),
      about.video_codec + (about.audio_codec ? " and " + about.audio_codec : ", without sound"),
    ].join(" · ");
    byId("operations").replaceChildren();
    byId("nothing").hidden = false;
    byId("tally").textContent = "";
    this.recipes();
    ask("POST", "/v1/videos/" + about.id + "/links").then((link) => { byId("player").src = link.url; }).catch(() => {});
    await this.load();
    this.stop = watch(about.id, (kind, event) => this.told(kind, event), (state) => {
      byId("live").dataset.state = state;
      byId("live-text").textContent = { on: "Live", wait: "Connecting …", off: "" }[state];
    });
  }

  close() {
    this.stop();
    const player = byId("player");
    player.pause();
    player.removeAttribute("src");
    player.load();
  }

  async remove() {
    this.close();
    await ask("DELETE", "/v1/videos/" + this.about.id);
  }

  recipes() {
    const about = this.about, half = about.duration_seconds / 2;
    const all = [
      ["Thumbnail", { type: "thumbnail" }],
      ["Half the size", { type: "resize", width: Math.min(4096, Math.max(16, Math.round(about.width / 2))) }],
      ["WebM", { type: "convert", format: "webm" }],
      ["First half", { type: "trim", start: 0, end: Math.max(0.1, Math.round(half * 1000) / 1000) }],
      ["GIF preview", { type: "preview", format: "gif", seconds: 3 }],
    ];
    if (about.audio_codec) all.splice(3, 0, ["MP3", { type: "extract_audio", format: "mp3" }]);
    const start = async (asked) => this.put(await ask("POST", "/v1/videos/" + about.id + "/operations", asked));
    const every = element("button", "all", "All " + all.length);
    busy(every, async () => { for (const [, asked] of all) await start(asked); });
    byId("recipes").replaceChildren(every, ...all.map(([name, asked]) => {
      const button = element("button", "", name);
      busy(button, () => start(asked));
      return button;
    }));
    for (const button of byId("recipes").children) button.type = "button";
  }

  async load() {
    const found = await ask("GET", "/v1/videos/" + this.about.id + "/operations?limit=50");
    for (const operation of found.reverse()) this.put(operation);
  }

  told(kind, message) {
    const change = message.data;
    if (kind === "state" || kind === "reset") {
      this.load().catch(() => {}); // all that is shown may be out of date
      return;
    }
    const row = this.rows.get(change.job);
    if (!row || change.state === "completed") {
      this.load().catch(() => {}); // begun elsewhere; or there is a file now
      return;
    }
    this.put({ ...row.operation, state: change.state, progress: change.progress, attempt: change.attempt });
    if (["failed", "dead"].includes(change.state)) this.load().catch(() => {});
  }

  put(operation) {
    let row = this.rows.get(operation.id);
    if (!row) {
      row = { item: element("li", "") };
      row.item.dataset.type = operation.type;
      row.name = element("span", "name");
      row.state = element("span", "state");
      row.bar = Object.assign(document.createElement("progress"), { max: 100 });
      row.error = element("p", "error");
      row.acts = element("div", "acts");
      const top = element("div", "top");
      top.append(row.name, row.state);
      row.item.append(top, row.bar, row.error, row.acts);
      this.rows.set(operation.id, row);
      byId("operations").prepend(row.item);
      byId("nothing").hidden = true;
    }
    const old = row.operation;
    if (old && old.state === "completed" && operation.state !== "completed") return; // what was told late
    row.operation = operation;
    const given = operation.parameters;
    const size = given.width && given.height ? given.width + " × " + given.height : "";
    const part = operation.type === "trim" ? time(given.start) + " to " + time(given.end) : "";
    const how = [given.format, size, part].filter(Boolean).join(", ");
    row.name.textContent = NAMES[operation.type] + (how ? ": " + how : "");
    const active = ["queued", "running"].includes(operation.state);
    row.item.className = operation.state === "completed" ? "done" : active ? "" : "bad";
    row.item.dataset.state = operation.state;
    row.bar.value = operation.progress;
    row.bar.setAttribute("aria-label", row.name.textContent);
    row.state.textContent = operation.state === "running" ? operation.progress + " %" : STATES[operation.state];
    row.error.textContent = operation.error || "";
    row.error.hidden = !operation.error;
    this.acts(row, operation, active);
    this.tally();
  }

  tally() {
    const states = [...this.rows.values()].map((row) => row.operation.state);
    const count = (state) => states.filter((one) => one === state).length;
    const told = [count("completed") + " of " + states.length + " done"];
    if (count("running")) told.push(count("running") + " at work");
    if (count("queued")) told.push(count("queued") + (count("queued") === 1 ? " waits" : " wait"));
    byId("tally").textContent = told.join(", ");
  }

  acts(row, operation, active) {
    const wanted = active ? "cancel" : operation.asset ? operation.asset.id : "";
    if (row.acts.dataset.shown === wanted) return;
    row.acts.dataset.shown = wanted;
    row.acts.replaceChildren();
    row.acts.hidden = !wanted;
    if (active) {
      const cancel = Object.assign(element("button", "second", "Cancel"), { type: "button" });
      busy(cancel, async () => { await ask("POST", "/v1/jobs/" + operation.id + "/cancel"); });
      row.acts.append(cancel);
    } else if (operation.asset) {
      const save = Object.assign(element("button", "", "Download"), { type: "button" });
      busy(save, () => this.save(operation.asset));
      row.acts.append(element("p", "small", operation.asset.file_name + ", " + bytes(operation.asset.bytes)), save);
    }
  }

  async save(asset) {
    const link = await ask("POST", "/v1/assets/" + asset.id + "/links");
    const anchor = Object.assign(document.createElement("a"), { href: link.url + "&download=true", download: asset.file_name });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    say("");
  }
}
