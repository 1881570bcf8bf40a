/** Webhooks as they travel: signed as the Standard Webhooks specification says, over HTTP. */
@NullMarked
package dev.watchparty.adapter.webhook;

import org.jspecify.annotations.NullMarked;
