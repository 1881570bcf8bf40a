/** Secrets and what they prove: tokens, party passwords, ids and invite codes that nobody can guess. */
@NullMarked
package dev.watchparty.adapter.security;

import org.jspecify.annotations.NullMarked;
