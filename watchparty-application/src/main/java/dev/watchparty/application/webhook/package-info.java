/** The use case of webhooks: telling other people's servers what happened. */
@NullMarked
package dev.watchparty.application.webhook;

import org.jspecify.annotations.NullMarked;
