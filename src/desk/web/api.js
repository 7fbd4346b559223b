// Requests to the server, and the stream of its events.

/** An answer that is no success; `status` is 0 where no server answered. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
  get isOffline() {
    return this.status === 0;
  }
}

/** GET, as JSON. */
export const get = (path) => request("GET", path);

/** POST, PUT or DELETE with a JSON body. */
export const send = (method, path, body) => request(method, path, body);

/** The path of a message's resource. */
export const messagePath = ({ locale, article, id }) => `/message/${[locale, article, id].map(encodeURIComponent).join("/")}`;

async function request(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new ApiError(0, "no server");
  }
  const content = await answer.json().catch(() => null);
  if (!answer.ok) throw new ApiError(answer.status, content?.error ?? answer.statusText);
  return content;
}

const RETRY_MS = 1500;

/**
 * Listens to the server's events for as long as the page lives.
 * `handlers` has a function for each event, `open(isAgain)`, and `lost(status)`: 0, or 401/403 where the server is another one.
 */
export function listen(handlers) {
  let wasOpen = false;
  const connect = () => {
    const stream = new EventSource("/events");
    stream.onopen = () => {
      handlers.open(wasOpen);
      wasOpen = true;
    };
    // A browser gives up on some errors and not on others; closing the stream and connecting anew treats all alike.
    stream.onerror = async () => {
      stream.close();
      handlers.lost(await statusOfServer());
      setTimeout(connect, RETRY_MS);
    };
    for (const name of ["pages", "message", "state"]) {
      stream.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
    }
  };
  connect();
}

async function statusOfServer() {
  try {
    return (await fetch("/strings/en", { method: "GET" })).status;
  } catch {
    return 0;
  }
}
