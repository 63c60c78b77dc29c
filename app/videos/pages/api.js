// Calls of the API in the name of whoever signed in. Tokens stay in memory: a reload signs out.

const TOLD = {
  invalid_credentials: "That is not right. Try again.",
  not_a_video: "This is no video that can be read.",
  too_many_requests: "That was too often. Wait a moment.",
};

export class Refused extends Error {
  constructor(problem, status = 0) {
    super(TOLD[problem.code] || problem.message || problem.detail || "Something went wrong. Try again.");
    this.code = problem.code;
    this.status = status;
  }
}

let session = null;
let renewing = null;

export const signedIn = () => session !== null;

export async function signIn(login, password, totp) {
  const body = { email: login, password, device: "Upload page" };
  if (totp) body.totp = totp;
  session = await send("POST", "/v1/auth/login", body);
  session.until = Date.now() + session.expires_in * 1000;
  return session.user;
}

export function signOut() {
  const old = session;
  session = null;
  if (old) fetch("/v1/auth/logout", { method: "POST", headers: { Authorization: "Bearer " + old.access_token }, keepalive: true }).catch(() => {});
}

// The token, renewed in time; all who ask meanwhile wait for the same answer.
export async function token() {
  if (!session) throw new Refused({ code: "unauthenticated", detail: "Sign in first." }, 401);
  if (session.until - Date.now() < 60000) {
    renewing ||= send("POST", "/v1/auth/refresh", { refresh_token: session.refresh_token }).then((fresh) => {
      session = { ...session, ...fresh, until: Date.now() + fresh.expires_in * 1000 };
    }).finally(() => { renewing = null; });
    await renewing;
  }
  return session.access_token;
}

async function send(method, path, body, bearer) {
  const headers = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (bearer) headers.Authorization = "Bearer " + bearer;
  let answer, found;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    found = await answer.json();
  } catch {
    throw new Refused({ detail: "The server cannot be reached. Try again." });
  }
  if (!answer.ok) throw new Refused(found, answer.status);
  return found.data;
}

export const ask = async (method, path, body) => send(method, path, body, await token());

// A request with a body whose progress is told: moved(bytes). `abort` gets a function that breaks it off.
export async function pour(method, path, body, headers, moved, abort) {
  const bearer = await token();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.setRequestHeader("Authorization", "Bearer " + bearer);
    request.setRequestHeader("Accept", "application/json");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => moved(event.loaded));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response.data);
      else reject(new Refused(request.response || {}, request.status));
    });
    for (const kind of ["error", "abort", "timeout"]) {
      request.addEventListener(kind, () => reject(new Refused({ code: "broken", detail: "The connection broke." })));
    }
    abort(() => {
      reject(new Refused({ code: "aborted", detail: "Given up." }));
      request.abort();
    });
    request.send(body);
  });
}

// What changes about a video, as it happens: told(event). Comes back by itself, without a gap. Returns how to stop it.
export function watch(videoId, told, state) {
  let source = null, last = "", over = false, wait = 500, timer = 0;

  async function open() {
    state("wait");
    try {
      const { ticket } = await ask("POST", "/v1/live/tickets");
      if (over) return;
      const after = last ? "&after=" + encodeURIComponent(last) : "";
      source = new EventSource("/v1/live?topics=video:" + videoId + "&ticket=" + encodeURIComponent(ticket) + after);
    } catch {
      again();
      return;
    }
    source.addEventListener("open", () => { wait = 500; state("on"); });
    for (const kind of ["state", "queued", "started", "running", "progress", "retried", "completed", "failed", "cancelled", "dead", "reset"]) {
      source.addEventListener(kind, (event) => {
        if (event.lastEventId) last = event.lastEventId;
        state("on");
        told(kind, JSON.parse(event.data));
      });
    }
    source.addEventListener("end", again);
    source.addEventListener("error", again); // its ticket is used up: it cannot open again by itself
  }

  function again() {
    if (source) source.close();
    if (over) return;
    state("wait");
    clearTimeout(timer);
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, 15000);
  }

  open();
  return () => {
    over = true;
    clearTimeout(timer);
    if (source) source.close();
    state("off");
  };
}
