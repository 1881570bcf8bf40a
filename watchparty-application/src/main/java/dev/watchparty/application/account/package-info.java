/** The use cases of accounts: guests, and who a token speaks for. */
@NullMarked
package dev.watchparty.application.account;

import org.jspecify.annotations.NullMarked;
