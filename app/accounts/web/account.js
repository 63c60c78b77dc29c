"use strict";
// The pages of accounts: links of mails, a device's code, the way back from a sign-in service. Tokens stay in memory.
(function () {
  const query = new URLSearchParams(location.search);
  const byId = (id) => document.getElementById(id);
  const TOLD = {
    invalid_link: "This link is not valid. Copy the whole link out of the mail, or ask for a new one.",
    link_used: "This link was used already, or a newer one was sent.",
    link_expired: "This link is too old. Ask for a new one.",
    email_taken: "Another account has this address by now.",
    device_not_found: "No device waits with this code. Look at it again: a code is good for ten minutes, and once.",
    invalid_credentials: "That is not right. Try again.",
    sign_in_expired: "That took too long, or was done already. Close this window and begin again.",
    email_needs_proof: "There is an account with your e-mail address. Sign in to it with its password, and link this service there.",
    email_not_given: "The service does not tell us your e-mail address, which an account needs.",
    registration_closed: "New accounts are not made at the moment.",
    provider_unavailable: "The service does not answer as it should. Try again later.",
  };

  class Refused extends Error {
    constructor(problem) {
      const detail = problem.detail || "Something went wrong. Try again.";
      super(TOLD[problem.code] || detail.charAt(0).toUpperCase() + detail.slice(1));
      this.code = problem.code;
    }
  }

  async function ask(method, path, body, token) {
    const headers = { Accept: "application/json" };
    if (body) headers["Content-Type"] = "application/json";
    if (token) headers.Authorization = "Bearer " + token;
    let answer, found;
    try {
      answer = await fetch(path, { method, headers, body: body && JSON.stringify(body), keepalive: path.endsWith("/logout") });
      found = await answer.json();
    } catch {
      throw new Refused({ detail: "The server cannot be reached. Try again." });
    }
    if (!answer.ok) throw new Refused(found);
    return found.data;
  }

  function say(text, kind) {
    const status = byId("status");
    status.className = "note " + (kind || "");
    status.textContent = text;
    status.hidden = !text;
  }

  function show(...ids) {
    for (const part of document.querySelectorAll("main > form, main > section, main > #wait")) {
      part.hidden = !ids.includes(part.id);
    }
    const first = ids.length && byId(ids[0]).querySelector("input, button");
    if (first) first.focus();
  }

  function done(text, kind) {
    show();
    say(text, kind || "good");
    byId("status").focus();
  }

  // Runs what a form or a button does, once at a time; what is refused is said.
  function busy(element, work) {
    const run = async (event) => {
      event.preventDefault();
      const buttons = document.querySelectorAll("button");
      buttons.forEach((button) => { button.disabled = true; });
      say("");
      try {
        await work();
      } catch (error) {
        say(error instanceof Refused ? error.message : "Something went wrong. Try again.", "bad");
      } finally {
        buttons.forEach((button) => { button.disabled = false; });
      }
    };
    element.addEventListener(element.tagName === "FORM" ? "submit" : "click", run);
  }

  // What stands in the address is not left in the history, nor given to the next page.
  function forgetAddress() {
    history.replaceState(null, "", location.pathname);
  }

  function link(path, what, after) {
    const token = query.get("token");
    forgetAddress();
    if (!token) {
      done(TOLD.invalid_link, "bad");
      return;
    }
    busy(byId("form"), async () => {
      try {
        done(after(await ask("POST", path, { token, ...what() })));
      } catch (error) {
        if (["invalid_link", "link_used", "link_expired", "email_taken"].includes(error.code)) show();
        throw error;
      }
    });
  }

  function verify() {
    link("/v1/auth/email/verify", () => ({}), (state) => state.email + " is verified. You can close this page.");
  }

  function email() {
    link("/v1/auth/email/confirm", () => ({}), (state) => "Your account has the address " + state.email + " now. You can close this page.");
  }

  function reset() {
    byId("show").addEventListener("change", (event) => { byId("password").type = event.target.checked ? "text" : "password"; });
    link(
      "/v1/auth/password/reset",
      () => ({ password: byId("password").value }),
      () => "The password is changed. Sign in with it where you like. You can close this page.",
    );
  }

  function activate() {
    let code = "", token = null;

    const leave = () => {
      const old = token;
      token = null;
      if (old) ask("POST", "/v1/auth/logout", null, old).catch(() => {});
    };
    addEventListener("pagehide", leave);

    const typed = () => byId("code").value.toUpperCase().replace(/[^A-Z]/g, "");
    byId("code").value = (query.get("user_code") || "").slice(0, 20);
    forgetAddress();

    busy(byId("code-form"), async () => {
      if (typed().length !== 8) throw new Refused({ detail: "The code has eight letters, as in BCDF-GHJK." });
      code = typed().slice(0, 4) + "-" + typed().slice(4);
      if (token) await look();
      else show("login-form");
    });

    busy(byId("login-form"), async () => {
      const totp = byId("totp").value.trim();
      const body = { email: byId("login").value.trim(), password: byId("password").value, device: "Page for devices" };
      if (totp) body.totp = totp;
      try {
        await signedIn(await ask("POST", "/v1/auth/login", body));
      } catch (error) {
        if (error.code !== "totp_required") throw error;
        byId("totp-part").hidden = false;
        byId("totp").required = true;
        byId("totp").focus();
      }
    });

    async function signedIn(session) {
      leave();
      token = session.access_token;
      byId("who").textContent = session.user.username;
      byId("password").value = byId("totp").value = "";
      await look();
    }

    async function look() {
      let request, titles;
      try {
        request = await ask("GET", "/v1/auth/device/" + code, null, token);
        titles = new Map((await ask("GET", "/v1/auth/scopes")).map((scope) => [scope.scope, scope.title]));
      } catch (error) {
        show("code-form");
        throw error;
      }
      byId("client-name").textContent = request.client_name;
      byId("shown-code").textContent = request.user_code;
      byId("address").textContent = request.address || "unknown";
      byId("scopes").replaceChildren(...request.scopes.map((scope) => {
        const item = document.createElement("li");
        item.textContent = titles.get(scope) || scope;
        return item;
      }));
      show("request");
    }

    for (const [id, text] of [["approve", "The device is signed in. Go back to it."], ["deny", "The device is refused."]]) {
      busy(byId(id), async () => {
        try {
          await ask("POST", "/v1/auth/device/" + id, { user_code: code }, token);
        } catch (error) {
          if (error.code === "device_not_found") show("code-form");
          throw error;
        }
        leave();
        done(text);
      });
    }

    addEventListener("message", (event) => {
      const told = event.data;
      if (event.origin !== location.origin || !told || told.source !== "iwm" || !told.session) return;
      signedIn(told.session).catch((error) => say(error.message, "bad"));
    });
    ask("GET", "/v1/auth/providers").then((providers) => {
      for (const provider of providers) {
        if (new URL(provider.start_url).origin !== location.origin) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "second";
        button.textContent = "Sign in with " + provider.title;
        button.addEventListener("click", () => {
          open(provider.start_url + "?origin=" + encodeURIComponent(location.origin), "iwm-sign-in", "popup,width=520,height=680");
        });
        byId("providers").append(button);
        byId("providers").hidden = false;
      }
    }).catch(() => {});
  }

  function callback() {
    const body = {};
    for (const name of ["state", "code", "error", "iss"]) {
      if (query.get(name)) body[name] = query.get(name);
    }
    const path = location.pathname.replace(/\/callback$/, "/finish");
    forgetAddress();
    let ticket = null;

    const went = (result) => {
      if (result.next === "second_factor") {
        ticket = result.ticket;
        show("totp-form");
        return;
      }
      const told = { source: "iwm", next: result.next, session: result.session, ticket: result.ticket };
      if (window.opener && result.origin) {
        window.opener.postMessage(told, result.origin);
        done("Done. You can close this window.");
        window.close();
      } else if (result.session) {
        // nobody is there to take the session
        ask("POST", "/v1/auth/logout", null, result.session.access_token).catch(() => {});
        done("You are known as " + result.session.user.username + ". No site waits for it, so nothing stays signed in. You can close this window.");
      } else {
        done("The service knows you, but no site waits for it. You can close this window.", "bad");
      }
    };

    busy(byId("totp-form"), async () => {
      went(await ask("POST", "/v1/auth/oidc/second-factor", { ticket, code: byId("totp").value.trim() }));
    });
    if (!body.state) {
      done(TOLD.sign_in_expired, "bad");
      return;
    }
    ask("POST", path, body).then(went).catch((error) => done(error.message, "bad"));
  }

  ({ verify, email, reset, activate, callback })[document.body.dataset.page]();
})();
