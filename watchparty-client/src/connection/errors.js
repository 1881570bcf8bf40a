// What may go wrong, for programs (code) and, in the server's English, for people (message).

/** A command that the server refused, or that nobody can say the end of. */
export class CommandError extends Error {
  /**
   * @param {string} code one of the server's; or TIMEOUT or CLOSED, after which it may have been done all the same
   * @param {string} message
   * @param {number | null} [retryAfterSeconds] where waiting helps
   */
  constructor(code, message, retryAfterSeconds = null) {
    super(message);
    this.name = "CommandError";
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A request that the server refused, or no answer at all: then `status` is 0 and `code` UNREACHABLE. */
export class RestError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {number | null} [retryAfterSeconds] where waiting helps
   */
  constructor(status, code, message, retryAfterSeconds = null) {
    super(message);
    this.name = "RestError";
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
