// REST calls in the server's envelope.

/** A refusal by the server, or no answer at all; the message is a sentence for people. */
export class RestError extends Error {
  constructor(status, code, message, retryAfterSeconds = null) {
    super(message);
    this.name = "RestError";
    Object.assign(this, { status, code, retryAfterSeconds });
  }
}

export class Rest {
  #token;

  /** `token` is asked before each call and may answer null. */
  constructor(token) {
    this.#token = token;
  }

  get(path) {
    return this.#call("GET", path);
  }

  post(path, body = {}) {
    return this.#call("POST", path, body);
  }

  patch(path, body) {
    return this.#call("PATCH", path, body);
  }

  delete(path) {
    return this.#call("DELETE", path);
  }

  async #call(method, path, body) {
    const headers = { Accept: "application/json" };
    const token = this.#token();
    if (token) {
      headers.Authorization = `Bearer ${token}`;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    let response;
    try {
      response = await fetch(`/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    } catch {
      throw new RestError(0, "UNREACHABLE", "The server does not answer.");
    }
    const envelope = await response.json().catch(() => ({}));
    if (!response.ok || envelope.success !== true) {
      throw refusal(response, envelope);
    }
    return envelope.data;
  }
}

function refusal(response, envelope) {
  const error = envelope.error ?? {};
  const seconds = Number(envelope.retry_after ?? response.headers.get("Retry-After")) || null;
  const message = error.message ?? `The server answered ${response.status}.`;
  return new RestError(response.status, error.code ?? "INTERNAL_ERROR", message, seconds);
}
