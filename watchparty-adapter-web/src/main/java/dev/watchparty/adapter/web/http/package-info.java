/** The REST interface and the page: who asks, whether they may, one use case, one answer. */
@NullMarked
package dev.watchparty.adapter.web.http;

import org.jspecify.annotations.NullMarked;
