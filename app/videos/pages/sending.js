// A file goes to the server: a small one in a form, a large one in chunks that survive a broken connection.

import { Refused, ask, pour } from "./api.js";

export const SMALL = 16 * 1024 * 1024;
const CHUNK = 8 * 1024 * 1024;
const TRIES = 8;

export class Sending {
  // moved(bytes, total) and told(text) say how it goes.
  constructor(file, title, moved, told) {
    Object.assign(this, { file, title, moved, told, paused: false, ended: false, upload: null });
    this.breakOff = () => {};
  }

  async run() {
    return this.file.size <= SMALL ? this.whole() : this.inChunks();
  }

  async whole() {
    const form = new FormData();
    if (this.title) form.append("title", this.title);
    form.append("file", this.file);
    const moved = (bytes) => {
      this.moved(Math.min(bytes, this.file.size), this.file.size);
      if (bytes >= this.file.size) this.told("Looking at it …");
    };
    return pour("POST", "/v1/videos", form, {}, moved, (abort) => { this.breakOff = abort; });
  }

  async inChunks() {
    const about = { file_name: this.file.name.slice(0, 1000) || "video", bytes: this.file.size };
    if (this.title) about.title = this.title;
    this.upload = await ask("POST", "/v1/videos/uploads", about);
    let offset = 0, failed = 0;
    while (offset < this.file.size) {
      await this.notPaused();
      try {
        offset = await this.chunk(offset);
        failed = 0;
      } catch (error) {
        if (this.ended) throw error;
        const passing = !error.status || error.status >= 500 || ["upload_offset", "upload_busy", "too_many_requests"].includes(error.code);
        if (!this.paused && (!passing || ++failed > TRIES)) throw error;
        if (!this.paused) {
          this.told("The connection broke. Trying again …");
          await new Promise((resume) => setTimeout(resume, Math.min(500 * 2 ** failed, 15000)));
        }
        await this.notPaused();
        offset = (await this.where()).offset;
      }
      this.moved(offset, this.file.size);
    }
    this.told("Looking at it …");
    return ask("POST", "/v1/videos/uploads/" + this.upload.id + "/complete");
  }

  async chunk(offset) {
    const path = "/v1/videos/uploads/" + this.upload.id;
    const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(offset) };
    const part = this.file.slice(offset, offset + CHUNK);
    const moved = (bytes) => this.moved(offset + bytes, this.file.size);
    return (await pour("PATCH", path, part, headers, moved, (abort) => { this.breakOff = abort; })).offset;
  }

  async where() {
    try {
      return await ask("GET", "/v1/videos/uploads/" + this.upload.id);
    } catch (error) {
      if (error.status) throw error;
      return { offset: 0 }; // asked again with the next chunk, which is refused at a wrong offset
    }
  }

  async notPaused() {
    if (this.paused) await new Promise((resume) => { this.goOn = resume; });
    if (this.ended) throw new Refused({ code: "aborted", detail: "Given up." });
  }

  pause() {
    this.paused = true;
    this.breakOff();
  }

  resume() {
    this.paused = false;
    if (this.goOn) this.goOn();
  }

  async giveUp() {
    this.ended = true;
    this.breakOff();
    this.resume();
    if (this.upload) await ask("DELETE", "/v1/videos/uploads/" + this.upload.id).catch(() => {});
  }
}
