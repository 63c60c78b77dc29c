"use strict";
// Keeps a page fresh, does what its buttons say, and moves by keys. The pages are made on the server.
(function () {
  const body = document.body, main = document.getElementById("main"), told = document.getElementById("told");
  const live = document.getElementById("live"), keys = document.getElementById("keys"), sure = document.getElementById("sure");
  const LEAST = 400; // milliseconds between two looks at the server
  let telling = 0, first = "", shown = main.innerHTML, stream = null, streamed = false, asked = 0, soon = 0, again = 0;
  let wanted = false, turn = 0, newest = 0, pressed = false;

  function tell(text, bad) {
    told.textContent = text;
    told.classList.toggle("bad", Boolean(bad));
    told.hidden = false;
    clearTimeout(telling);
    telling = setTimeout(() => { told.hidden = true; }, 5000);
  }

  async function problem(answer) {
    try { return (await answer.json()).message; } catch { return "It did not work (" + answer.status + ")."; }
  }

  const rows = () => Array.from(main.querySelectorAll("tbody tr[tabindex]"));

  // Finds what has the focus again, in a page that was made anew.
  function finder(element) {
    if (!element || !main.contains(element)) return () => null;
    const at = rows().indexOf(element);
    if (at >= 0) return () => rows().find((row) => row.dataset.job && row.dataset.job === element.dataset.job) || rows()[at];
    const same = (other) => other.tagName === element.tagName && other.dataset.action === element.dataset.action
      && other.dataset.target === element.dataset.target && other.id === element.id
      && (other.dataset.action || other.id || other.textContent === element.textContent);
    return () => Array.from(main.querySelectorAll("button, a, pre")).find(same);
  }

  function busy() {
    const selected = window.getSelection();
    return document.hidden || keys.open || sure.open || pressed
      || (selected && !selected.isCollapsed && main.contains(selected.anchorNode));
  }

  const NAMES = ["id", "href", "data-href", "data-job", "data-action", "data-target"];
  const same = (a, b) => a.nodeName === b.nodeName && (a.nodeType !== 1 || NAMES.every((name) => a.getAttribute(name) === b.getAttribute(name)));

  // Makes what is in a box as it is in the new one. What did not change stays, with its focus and what was typed.
  function renew(box, fresh) {
    const nodes = Array.from(fresh.childNodes);
    nodes.forEach((node, n) => {
      const there = box.childNodes[n];
      if (!there) box.append(node);
      else if (there.isEqualNode(node)) return;
      else if (!same(there, node)) there.replaceWith(node);
      else if (node.nodeType !== 1) there.nodeValue = node.nodeValue;
      else {
        Array.from(there.attributes).forEach((it) => { if (!node.hasAttribute(it.name)) there.removeAttribute(it.name); });
        Array.from(node.attributes).forEach((it) => { if (there.getAttribute(it.name) !== it.value) there.setAttribute(it.name, it.value); });
        renew(there, node);
      }
    });
    while (box.childNodes.length > nodes.length) box.lastChild.remove();
  }

  function post(path, asked) {
    return fetch("/dashboard/" + path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...asked, csrf: body.dataset.csrf })
    });
  }

  async function refresh() {
    if (busy()) return;
    const began = Date.now(), mine = ++turn;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.status >= 500) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.body.dataset.page !== body.dataset.page) { location.reload(); return; }
      if (live) live.classList.remove("late");
      const next = page.getElementById("main");
      if (busy() || mine < newest || next.innerHTML === shown) return;
      newest = mine;
      shown = next.innerHTML;
      const find = finder(document.activeElement);
      renew(main, next);
      const focused = main.contains(document.activeElement) ? null : find();
      if (focused) focused.focus({ preventScroll: true });
      body.dataset.every = page.body.dataset.every;
      if (body.dataset.topics !== page.body.dataset.topics) {
        body.dataset.topics = page.body.dataset.topics;
        if (stream) stream.abort();
      }
    } catch { if (live) live.classList.add("late"); }
    asked = Math.max(LEAST, 10 * (Date.now() - began)); // a slow server is asked less often
  }

  // Looks now and then: what no event tells of changes, too.
  async function keepFresh() {
    clearTimeout(again);
    await refresh();
    watch();
    again = setTimeout(keepFresh, Math.max(Number(body.dataset.every) * (streamed && body.dataset.page === "job" ? 5 : 1), asked));
  }

  // Something happened: looks at once, or as soon as it may again.
  function news() {
    wanted = true;
    if (!soon) soon = setTimeout(look, 50);
  }

  async function look() {
    wanted = false;
    await refresh();
    soon = setTimeout(() => { soon = 0; if (wanted) news(); }, asked);
  }

  // Is told by /v1/live when something happens. A page that nobody sees holds no connection: a browser has few.
  async function watch() {
    const topics = body.dataset.topics;
    if (!topics || stream || document.hidden) return;
    const mine = stream = new AbortController();
    try {
      const given = await post("ticket", {});
      if (!given.ok) throw new Error(given.status);
      const query = new URLSearchParams({ topics: topics, ticket: (await given.json()).data.ticket });
      const answer = await fetch("/v1/live?" + query, { signal: mine.signal });
      if (!answer.ok) throw new Error(answer.status);
      streamed = true;
      body.dataset.watches = topics;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) if (part.value.includes("data:")) news();
    } catch { /* it is tried again at the next look */ }
    if (stream === mine) { stream = null; streamed = false; delete body.dataset.watches; }
  }

  function confirmed(question) {
    if (!question) return Promise.resolve(true);
    return new Promise((answer) => {
      document.getElementById("sure-title").textContent = question;
      sure.returnValue = "no";
      sure.addEventListener("close", () => answer(sure.returnValue === "yes"), { once: true });
      sure.showModal();
    });
  }

  async function act(action, target, question) {
    if (!await confirmed(question)) return;
    try {
      const answer = await post("act", { action: action, target: target });
      if (answer.ok) tell((await answer.json()).data); else tell(await problem(answer), true);
    } catch { tell("The server does not answer.", true); }
    refresh();
  }

  const go = (path) => { location.href = path; };

  // A button that goes between its press and its release would not be clicked.
  document.addEventListener("pointerdown", () => { pressed = true; });
  ["pointerup", "pointercancel"].forEach((kind) => document.addEventListener(kind, () => setTimeout(() => { pressed = false; })));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-action]");
    if (button) { act(button.dataset.action, button.dataset.target, button.dataset.sure); return; }
    const row = event.target.closest("tr[data-href]"), selected = window.getSelection();
    if (row && !event.target.closest("a, button") && (!selected || selected.isCollapsed)) go(row.dataset.href);
  });

  // The job that a key is meant for: the row with the focus, or the one of this page.
  function hurry(key, row) {
    const action = { r: "retry", c: "cancel", u: "urgent" }[key];
    const holder = row && row.dataset.job ? row : main.querySelector(".actions[data-job]");
    if (!holder) return;
    const button = holder.querySelector("button[data-action='" + action + "']");
    if (button && button.disabled) tell("That is not possible now.", true);
    else act(action, holder.dataset.job, action === "cancel" ? "Cancel this job?" : "");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open || sure.open) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (!body.dataset.csrf) return;
    const key = event.key, list = rows(), at = list.indexOf(document.activeElement), row = list[at];
    if (first === "g") {
      first = "";
      const path = { o: "/dashboard", j: "/dashboard/jobs", a: "/dashboard/analytics", s: "/dashboard/schedules" }[key];
      if (path) go(path);
      return;
    }
    if (key === "g") { first = "g"; setTimeout(() => { first = ""; }, 1500); }
    else if (key === "?") keys.showModal();
    else if (key === "/") {
      event.preventDefault();
      const search = document.getElementById("search");
      if (search) { search.focus(); search.select(); } else go("/dashboard/jobs#search");
    } else if (key === "j" || key === "k") {
      const next = list[Math.max(0, Math.min(list.length - 1, at + (key === "j" ? 1 : -1)))];
      if (next) next.focus();
    } else if (key === "Enter" && row && row.dataset.href) go(row.dataset.href);
    else if (key === "r" || key === "c" || key === "u") hurry(key, row);
  });

  const form = document.getElementById("sign-in");
  if (form) form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const refused = document.getElementById("refused"), given = Object.fromEntries(new FormData(form));
    if (!given.totp) delete given.totp;
    refused.hidden = true;
    let text = "The server does not answer.";
    try {
      const answer = await fetch("/v1/auth/login", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...given, device: "Dashboard" })
      });
      if (answer.ok) {
        const token = (await answer.json()).data.access_token;
        const opened = await fetch("/dashboard/session", { method: "POST", headers: { Authorization: "Bearer " + token } });
        if (opened.ok) { location.reload(); return; }
        text = await problem(opened);
        // nothing is to be left of somebody who may not see this
        await fetch("/v1/auth/logout", { method: "POST", headers: { Authorization: "Bearer " + token } });
      } else {
        const found = await answer.json();
        text = found.message;
        if (found.code === "totp_required") {
          document.getElementById("totp").hidden = false;
          document.querySelector("#totp input").focus();
        }
      }
    } catch { /* said below */ }
    refused.textContent = text;
    refused.hidden = false;
  });

  const out = document.getElementById("sign-out");
  if (out) out.addEventListener("click", async () => {
    try { await post("sign-out", {}); go("/dashboard"); } catch { tell("The server does not answer.", true); }
  });
  const help = document.getElementById("help");
  if (help) help.addEventListener("click", () => keys.showModal());
  if (location.hash === "#search" && document.getElementById("search")) document.getElementById("search").focus();
  if (body.dataset.page === "wrong") setTimeout(() => location.reload(), 3000);
  else if (body.dataset.csrf && body.dataset.page !== "nothing") {
    again = setTimeout(keepFresh, Number(body.dataset.every));
    watch();
    document.addEventListener("visibilitychange", () => { if (document.hidden) { if (stream) stream.abort(); } else keepFresh(); });
  }
})();
