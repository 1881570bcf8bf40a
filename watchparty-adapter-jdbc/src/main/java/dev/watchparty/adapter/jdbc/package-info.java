/** The application's stores on PostgreSQL: the tables, and the SQL beside the methods that run it. */
@NullMarked
package dev.watchparty.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
