/** The web server: one HTTP engine for the REST interface, the sockets and the page. */
@NullMarked
package dev.watchparty.adapter.web;

import org.jspecify.annotations.NullMarked;
